package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** From positions to what the trucks did, through the API. */
@ServerTest
class MotionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    Server server;

    @Test
    void aTruckMovesStopsIdlesAndMovesOn() {
        var client = patientOrganization();
        var truck = client.addTruck("875");
        var drive = new Drive("875", now().minus(Duration.ofMinutes(50)));
        assertThat(status(client, truck).get("motion").isNull()).isTrue();

        send(client, drive.ignition(true).moves(Duration.ofMinutes(10), 60).fixes());
        awaitMotion(client, truck, "moving");

        var stop = drive.now();
        var stopLongitude = drive.longitude();
        send(client, drive.stands(Duration.ofMinutes(10)).fixes());
        awaitMotion(client, truck, "idling");
        assertThat(instant(status(client, truck), "since")).isEqualTo(stop);

        send(client, drive.ignition(false).stands(Duration.ofMinutes(5)).fixes());
        awaitMotion(client, truck, "stopped");
        assertThat(instant(status(client, truck), "since")).isEqualTo(stop);
        await().untilAsserted(() -> {
            var open = items(client, truck, "stops", stop.minus(HOUR), now());
            assertThat(open).hasSize(1);
            assertThat(open.getFirst().get("to").isNull()).isTrue();
        });

        var left = drive.now();
        send(client, drive.moves(Duration.ofMinutes(20), 60).fixes());
        awaitMotion(client, truck, "moving");
        await().untilAsserted(() -> {
            var stops = items(client, truck, "stops", stop.minus(HOUR), now());
            assertThat(stops).hasSize(1);
            assertThat(stops.getFirst().get("to").isNull()).isFalse();
            assertThat(instant(stops.getFirst(), "from")).isEqualTo(stop);
            assertThat(instant(stops.getFirst(), "to")).isEqualTo(left);
            assertThat(stops.getFirst().get("longitude").asDouble()).isCloseTo(stopLongitude, within(1e-6));
        });
        var pieces = items(client, truck, "timeline", stop.minus(HOUR), drive.now());
        assertThat(pieces.stream().map(piece -> piece.get("motion").asString()))
                .startsWith("moving", "idling", "stopped", "moving");
        assertThat(instant(pieces.get(1), "to")).isEqualTo(stop.plus(Duration.ofMinutes(10)));
    }

    @Test
    void daysAreThoseOfTheOrganizationsZoneAndAddUp() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var zone = ZoneId.of("Europe/Athens");
        var date = LocalDate.now(zone).minusDays(3);
        // An hour before and an hour after the midnight of Athens, which is the evening in UTC.
        var midnight = date.atStartOfDay(zone).toInstant();
        var drive = new Drive("875", midnight.minus(HOUR)).moves(HOUR.multipliedBy(2), 60);
        drive.fix().silent(HOUR, 0.05).fix().silent(Duration.ofMinutes(30), 20).fix();
        send(client, drive.fixes());

        await().until(() ->
                days(client, truck, date.minusDays(1), date.plusDays(9)).size() == 5);
        var days = days(client, truck, date.minusDays(1), date.plusDays(9));
        assertThat(days.stream().map(day -> day.get("date").asString()))
                .containsExactly(
                        date.minusDays(1).toString(),
                        date.toString(),
                        date.plusDays(1).toString(),
                        date.plusDays(2).toString(),
                        date.plusDays(3).toString());
        assertThat(days.get(0).get("distanceKm").asDouble()).isCloseTo(60, within(1.1));
        assertThat(days.get(0).get("movingSeconds").asLong()).isEqualTo(3_600);
        assertThat(days.get(0).get("topSpeedKph").asDouble()).isCloseTo(60, within(0.5));
        var second = days.get(1);
        assertThat(second.get("distanceKm").asDouble()).isCloseTo(80, within(1.1));
        assertThat(second.get("stoppedSeconds").asLong()).isCloseTo(3_600, within(60L));
        assertThat(second.get("idlingSeconds").asLong()).isZero();
        // 30 minutes to a place 20 km on, and from the last fix until the end of the day.
        assertThat(second.get("noSignalSeconds").asLong())
                .isEqualTo(Duration.between(drive.now(), date.plusDays(1).atStartOfDay(zone))
                                .toSeconds()
                        + 1_800);
        assertThat(days.get(2).get("noSignalSeconds").asLong()).isGreaterThanOrEqualTo(82_800);
        assertThat(days.get(2).get("topSpeedKph").isNull()).isTrue();
        var gaps = items(client, truck, "gaps", midnight, now());
        assertThat(gaps).hasSize(2);
        assertThat(gaps.getLast().get("to").isNull()).isTrue();
    }

    @Test
    void wildFixesAreSetAside() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var drive = new Drive("875", now().minus(HOUR))
                .moves(Duration.ofMinutes(20), 60)
                .wild();
        drive.moves(Duration.ofMinutes(20), 60);
        send(client, drive.fixes());
        var zone = ZoneId.of("Europe/Athens");
        var day = LocalDate.now(zone);
        await().untilAsserted(() -> {
            var days = days(client, truck, day.minusDays(1), day);
            assertThat(days.stream()
                            .mapToDouble(one -> one.get("distanceKm").asDouble())
                            .sum())
                    .isCloseTo(39.5, within(0.2));
        });
    }

    @Test
    void whateverTheOrderOfArrivalTheEndIsTheSame() {
        var client = server.newOrganization();
        var random = new Random(3);
        var start = now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2)).plus(Duration.ofHours(20));
        var trucks = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) {
            var number = "T" + i;
            trucks.add(client.addTruck(number));
            var drive = new Drive(number, start).ignition(true);
            for (int leg = 0; leg < 6; leg++) {
                drive.moves(Duration.ofMinutes(40), 55)
                        .stands(Duration.ofMinutes(15))
                        .silent(HOUR, leg % 2 * 12);
            }
            var fixes = new ArrayList<>(drive.fixes());
            switch (i) {
                case 0 -> {}
                case 1 -> Collections.reverse(fixes);
                default -> Collections.shuffle(fixes, random);
            }
            for (int from = 0; from < fixes.size(); ) {
                var to = i == 0 ? fixes.size() : Math.min(fixes.size(), from + 1 + random.nextInt(150));
                send(client, fixes.subList(from, to));
                from = to;
            }
        }
        await().untilAsserted(() -> assertThat(
                        picture(client, trucks.getFirst(), start).get("stops").size())
                .isEqualTo(6));
        var expected = picture(client, trucks.getFirst(), start);
        trucks.forEach(truck -> await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(picture(client, truck, start)).isEqualTo(expected)));
        trucks.forEach(this::assertNothingIsMarked);
    }

    @Test
    void watchersSeeMotion() {
        var client = patientOrganization();
        client.addTruck("875");
        client.addTruck("876");
        var drive = new Drive("875", now().minus(Duration.ofMinutes(12)));
        try (var watching = Watching.open(client, "{\"type\":\"watch\"}")) {
            send(client, drive.moves(Duration.ofMinutes(2), 60).fixes());
            await().until(() -> motion(watching, "875").equals("moving"));
            send(client, drive.stands(Duration.ofMinutes(8)).fixes());
            await().until(() -> motion(watching, "875").equals("stopped"));
        }
        var list = client.get("/api/v1/trucks").json().get("items");
        assertThat(list.get(0).get("motion").asString()).isEqualTo("stopped");
        assertThat(list.get(0).get("motionSince").isNull()).isFalse();
        assertThat(list.get(1).get("motion").isNull()).isTrue();
        var counts = client.get("/api/v1/trucks/status-counts").json();
        assertThat(counts.get("stopped").asInt()).isEqualTo(1);
        assertThat(counts.get("noFix").asInt()).isEqualTo(1);
        assertThat(counts.get("total").asInt()).isEqualTo(2);
    }

    @Test
    void newThresholdsHaveThePastFoldedAgain() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var start = now().minus(HOUR.multipliedBy(3));
        var drive = new Drive("875", start)
                .moves(HOUR, 60)
                .stands(Duration.ofMinutes(4))
                .moves(HOUR, 60);
        send(client, drive.fixes());
        await().until(() -> items(client, truck, "stops", start, now()).size() == 1);

        var settings = client.get("/api/v1/settings/motion").json();
        assertThat(settings.get("stopSeconds").asInt()).isEqualTo(120);
        var wanted = settings(client);
        wanted.put("stopSeconds", 600);
        assertThat(client.put("/api/v1/settings/motion", wanted).status()).isEqualTo(200);
        await().until(() -> items(client, truck, "stops", start, now()).isEmpty());
        wanted.put("stopSeconds", 120);
        client.put("/api/v1/settings/motion", wanted);
        await().until(() -> items(client, truck, "stops", start, now()).size() == 1);

        wanted.put("stopSeconds", 5);
        var refused = client.put("/api/v1/settings/motion", wanted);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("stopSeconds");
        wanted.put("stopSeconds", 120);
        wanted.put("leaveRadiusMeters", 30);
        assertThat(client.put("/api/v1/settings/motion", wanted)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("leaveRadiusMeters");
        assertThat(server.newOrganization().get("/api/v1/settings/motion").json())
                .isEqualTo(settings);
    }

    @Test
    void anotherOrganizationSeesNothing() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        send(client, new Drive("875", now().minus(HOUR)).moves(HOUR, 60).fixes());
        var other = server.newOrganization();
        for (var path : List.of("stops", "gaps", "timeline")) {
            assertThat(other.get(path(truck, path, now().minus(HOUR), now())).status())
                    .isEqualTo(404);
        }
        assertThat(other.get("/api/v1/trucks/" + truck + "/status").status()).isEqualTo(404);
        assertThat(other.get("/api/v1/trucks/" + truck + "/days?from=2026-11-01&to=2026-11-02")
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/v1/trucks/status-counts").json().get("total").asInt())
                .isZero();
    }

    @Test
    void spansThatMakeNoSenseAreRefused() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var now = now();
        assertThat(client.get(path(truck, "stops", now, now.minusSeconds(1))).status())
                .isEqualTo(422);
        assertThat(client.get(path(truck, "stops", now.minus(Duration.ofDays(367)), now))
                        .status())
                .isEqualTo(422);
        assertThat(client.get(path(truck, "timeline", now.minus(Duration.ofDays(34)), now))
                        .status())
                .isEqualTo(422);
        assertThat(client.get("/api/v1/trucks/" + truck + "/stops?from=yesterday&to=now")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/api/v1/trucks/" + truck + "/days?from=2026-13-01&to=2026-11-02")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/api/v1/trucks/" + truck + "/days?from=2026-11-03&to=2026-11-02")
                        .status())
                .isEqualTo(422);
        assertThat(items(client, truck, "stops", now.minus(HOUR), now)).isEmpty();
        assertThat(days(client, truck, LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-02")))
                .isEmpty();
    }

    @Test
    void aDeviceWhoseClockIsWrongIsNamed() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        send(
                client,
                new Drive("875", now().minus(HOUR))
                        .moves(Duration.ofMinutes(5), 50)
                        .fixes());
        assertThat(status(client, truck).get("clockOffsetSeconds").isNull()).isTrue();
        send(client, new Drive("875", now().plus(HOUR)).fix().fixes());
        assertThat(status(client, truck).get("clockOffsetSeconds").asLong()).isCloseTo(3_600, within(60L));
        assertThat(status(client, truck).get("motion").asString()).isEqualTo("offline");
    }

    @Test
    void aDeviceWhoseClockIsBehindIsNamedHoweverOftenItSends() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var first = now().minus(Duration.ofMinutes(36));
        var fixes = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 100; i++) {
            fixes.add(Positions.position("875", first.plusSeconds(i * 4), 38 + i * 1e-4, 23));
        }
        send(client, fixes);
        assertThat(status(client, truck).get("clockOffsetSeconds").isNull()).isTrue(); // all at once: only late
        server.database()
                .sql(
                        "update vehicle_positions set received_at = recorded_at + interval '30 minutes' where truck_id = ?")
                .param(truck)
                .update();
        assertThat(status(client, truck).get("clockOffsetSeconds").asLong()).isEqualTo(-1_800);
    }

    private Map<String, JsonNode> picture(Client client, UUID truck, Instant start) {
        var zone = ZoneId.of("Europe/Athens");
        return Map.of(
                "stops", client.get(path(truck, "stops", start, now())).json().get("items"),
                "gaps", client.get(path(truck, "gaps", start, now())).json().get("items"),
                "timeline",
                        client.get(path(truck, "timeline", start, start.plus(Duration.ofHours(20))))
                                .json()
                                .get("items"),
                "days",
                        client.get("/api/v1/trucks/" + truck + "/days?from=" + LocalDate.ofInstant(start, zone) + "&to="
                                        + LocalDate.ofInstant(start, zone).plusDays(1))
                                .json()
                                .get("items"));
    }

    /** An organization whose trucks are online for a day after their last fix. */
    private Client patientOrganization() {
        var client = server.newOrganization();
        var settings = settings(client);
        settings.put("offlineSeconds", 86_400);
        assertThat(client.put("/api/v1/settings/motion", settings).status()).isEqualTo(200);
        return client;
    }

    private static Map<String, Object> settings(Client client) {
        var settings = new HashMap<String, Object>();
        client.get("/api/v1/settings/motion")
                .json()
                .properties()
                .forEach(field -> settings.put(field.getKey(), field.getValue().asInt()));
        return settings;
    }

    private void assertNothingIsMarked(UUID truck) {
        await().until(() -> server.database()
                        .sql("select count(*) from truck_progress where truck_id = ? and refold_from is not null")
                        .param(truck)
                        .query(Long.class)
                        .single()
                == 0);
    }

    private static void send(Client client, List<Map<String, Object>> fixes) {
        var answer = client.post("/api/v1/positions", fixes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("rejected").size()).as(answer.text()).isZero();
    }

    private static void awaitMotion(Client client, UUID truck, String motion) {
        await().untilAsserted(() ->
                assertThat(status(client, truck).get("motion").asString("")).isEqualTo(motion));
    }

    private static String motion(Watching watching, String number) {
        var state = watching.trucks().get(number);
        return state == null ? "" : state.get("motion").asString("");
    }

    private static JsonNode status(Client client, UUID truck) {
        return client.get("/api/v1/trucks/" + truck + "/status").json();
    }

    private static List<JsonNode> items(Client client, UUID truck, String what, Instant from, Instant to) {
        return list(client.get(path(truck, what, from, to)).json());
    }

    private static List<JsonNode> days(Client client, UUID truck, LocalDate from, LocalDate to) {
        return list(client.get("/api/v1/trucks/" + truck + "/days?from=" + from + "&to=" + to)
                .json());
    }

    private static List<JsonNode> list(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false).toList();
    }

    private static String path(UUID truck, String what, Instant from, Instant to) {
        return "/api/v1/trucks/" + truck + "/" + what + "?from=" + from + "&to=" + to;
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.get(field).asString());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
