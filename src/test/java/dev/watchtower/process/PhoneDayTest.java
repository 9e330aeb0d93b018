package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.FakePhone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of driving with four phones, one for each dialect: a network that is dead for hours, answers that get lost, a
 * server that is killed and one that is restarted, a phone that is unknown at first, fixes that never will be taken in.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PhoneDayTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int STEPS_PER_FIX = 12;
    private static final int FIXES = 600;

    @TempDir
    Path folder;

    private final Random random = new Random(42);
    private final Instant morning = Instant.now().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.HOURS);
    private final Map<FakePhone, UUID> trucks = new HashMap<>();
    private final Map<FakePhone, List<FakePhone.Reading>> drives = new HashMap<>();
    private Program program;

    @AfterEach
    void end() throws InterruptedException {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void aDayOfDrivingEndsWithEveryFixStoredOnce() throws Exception {
        program = Program.start(folder, SETTINGS);
        var network = new FakePhone.Network(() -> program.url() + "/osmand", 0.03, random);
        add(new FakePhone.Native("native", network), truck("1", "native"));
        add(new FakePhone.Client9("client-9", network), truck("2", "client-9"));
        add(new FakePhone.Client10("lists", network, 25), truck("3", "lists"));
        var stranger = new FakePhone.Client10("client-10", network, 1);
        add(stranger, null);

        for (int fix = 0; fix < FIXES; fix++) {
            switch (fix) {
                case 20 -> trucks.put(stranger, letIn("client-10"));
                case 60 -> network.set(false);
                case 360 -> network.set(true);
                case 420 -> program.kill();
                case 450 -> program = Program.start(folder, SETTINGS);
                case 500 -> program.terminate();
                case 520 -> program = Program.start(folder, SETTINGS);
                default -> {}
            }
            drive(fix);
        }
        for (int fix = FIXES; drives.keySet().stream().anyMatch(phone -> phone.waiting() > 0); fix++) {
            assertThat(fix).as("the queues come to an end").isLessThan(FIXES + 600);
            drives.keySet().forEach(phone -> phone.note(heartbeat(phone)));
            live(FIXES);
        }
        drives.forEach(this::assertAllStored);
    }

    private void add(FakePhone phone, UUID truck) {
        trucks.put(phone, truck);
        drives.put(phone, new ArrayList<>());
    }

    private UUID truck(String number, String device) {
        return client().post("/api/v1/trucks", Map.of("truckNumber", number, "deviceIds", List.of(device)))
                .id();
    }

    /** The unknown phone becomes a truck, as by one click. */
    private UUID letIn(String device) {
        var unknown =
                client().get("/api/v1/devices/unknown").json().get("items").get(0);
        assertThat(unknown.get("deviceId").asString()).isEqualTo(device);
        var path = "/api/v1/devices/unknown/" + unknown.get("id").asString() + "/truck";
        var made = client().post(path, Map.of("truckNumber", device)).json();
        return UUID.fromString(made.get("truckId").asString());
    }

    private Client client() {
        return program.client().signIn("admin", PASSWORD);
    }

    /** One more minute; in each hour there is also something that a server can never take in. */
    private void drive(int fix) {
        drives.forEach((phone, driven) -> {
            var last = driven.isEmpty() ? null : driven.getLast();
            var reading = new FakePhone.Reading(
                    morning.plusSeconds(60L * fix),
                    (last == null ? 38 + random.nextDouble() : last.latitude()) + random.nextDouble() / 200,
                    (last == null ? 23 + random.nextDouble() : last.longitude()) + random.nextDouble() / 200,
                    Math.round(random.nextDouble() * 2_500) / 100.0,
                    random.nextInt(360),
                    Math.max(1, 100 - fix / 6),
                    fix == 300);
            driven.add(reading);
            phone.note(reading);
            if (fix % 60 == 30) {
                phone.note(new FakePhone.Reading(Instant.ofEpochSecond(0), 38.0, 23.0, 0, 0, 50, false));
                phone.note(new FakePhone.Reading(reading.time().plusSeconds(1), 0.0, 0.0, 0, 0, 50, false));
                phone.note(new FakePhone.Reading(reading.time().plusSeconds(2), null, null, 0, 0, 50, false));
            }
        });
        live(fix);
    }

    private FakePhone.Reading heartbeat(FakePhone phone) {
        return new FakePhone.Reading(drives.get(phone).getLast().time(), null, null, 0, 0, 1, false);
    }

    private void live(int fix) {
        for (int step = 0; step < STEPS_PER_FIX; step++) {
            var now = morning.plusSeconds(60L * fix).plus(STEP.multipliedBy(step));
            drives.keySet().forEach(phone -> phone.tick(now));
        }
    }

    private void assertAllStored(FakePhone phone, List<FakePhone.Reading> driven) {
        var truck = trucks.get(phone);
        var stored = new HashMap<Instant, Double>();
        var rows = new EmbeddedServer(folder)
                .database()
                .sql("select recorded_at, speed_kph from vehicle_positions where truck_id = ?")
                .param(truck)
                .query((row, n) ->
                        stored.put(row.getObject(1, OffsetDateTime.class).toInstant(), (double) row.getFloat(2)))
                .list();
        assertThat(rows).hasSize(driven.size());
        assertThat(stored).hasSize(driven.size());
        for (var reading : driven) {
            assertThat(stored.get(reading.time())).isCloseTo(reading.metersPerSecond() * 3.6, within(0.02));
        }
        assertThat(phone.longestQueue()).isGreaterThan(290);
        assertThat(phone.answers().keySet()).isSubsetOf(0, 200, 404, 503);

        var known = client().get("/api/v1/trucks/" + truck + "/phones")
                .json()
                .get("items")
                .get(0);
        assertThat(known.get("lastFixAt").asString())
                .isEqualTo(driven.getLast().time().toString());
        assertThat(known.get("batteryPercent").asInt()).isEqualTo(1);
        assertThat(known.get("lastSos").get("at").asString())
                .isEqualTo(driven.get(300).time().toString());
        assertThat(known.get("dropped").size()).isEqualTo(2);
        for (var dropped : known.get("dropped")) {
            // A lost answer has the same counted again.
            assertThat(dropped.get("count").asInt()).isGreaterThanOrEqualTo(FIXES / 60);
        }
        var calls = new EmbeddedServer(folder)
                .database()
                .sql("select count(*) from sos_calls where truck_id = ?")
                .param(truck)
                .query(Long.class)
                .single();
        assertThat(calls).isEqualTo(1);
    }
}
