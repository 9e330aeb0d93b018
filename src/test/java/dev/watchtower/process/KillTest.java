package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Positions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is ended as a power cut ends it; what it had answered is there afterwards, once. */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KillTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
    private static final int LINES = 400_000;
    private static final int SENDERS = 8;

    @TempDir
    Path folder;

    @Test
    void anImportGoesOnAfterEachKillAndStoresEveryLineOnce() throws Exception {
        var program = Program.start(folder, SETTINGS);
        var file = folder.resolve("many.csv");
        Files.writeString(file, lines(), StandardCharsets.UTF_8);
        var id = signIn(program)
                .upload("/api/v1/imports/positions", file, Map.of("createTrucks", "true"))
                .id();
        for (int share = 1; share <= 3; share++) {
            var enough = LINES / 5 * share;
            var client = signIn(program);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> client.get("/api/v1/imports/" + id)
                                    .json()
                                    .get("accepted")
                                    .asInt()
                            >= enough);
            program.kill();
            program = Program.start(folder, SETTINGS);
        }
        var client = signIn(program);
        var done = await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> client.get("/api/v1/imports/" + id).json(),
                        one -> !one.get("finishedAt").isNull());
        assertThat(done.get("status").asString()).isEqualTo("DONE");
        assertThat(done.get("accepted").asInt()).isEqualTo(LINES);
        assertThat(done.get("duplicates").asInt()).isZero();
        assertThat(done.get("createdTrucks").asInt()).isEqualTo(20);
        assertThat(storedTimes()).hasSize(LINES);
        program.terminate();
    }

    @Test
    void everyPositionThatWasAnsweredIsStoredOnceAndTheLiveStateIsTheNewest() throws Exception {
        var random = new Random(42);
        var start = Instant.now().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.SECONDS);
        var answered = ConcurrentHashMap.<Instant>newKeySet();
        var next = new AtomicInteger();
        var program = Program.start(folder, SETTINGS);
        var truck = signIn(program).addTruck("875");
        for (int round = 0; round < 6; round++) {
            var before = answered.size();
            var stop = new AtomicBoolean();
            var senders = senders(signIn(program), start, next, answered, stop);
            var enough = before + 300 + random.nextInt(2_000);
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() > enough);
            program.kill();
            stop.set(true);
            for (var sender : senders) {
                sender.join();
            }
            program = Program.start(folder, SETTINGS);
            program.url();
            var stored = storedTimes();
            assertThat(stored).containsAll(answered);
            var newest = stored.stream().max(Instant::compareTo).orElseThrow();
            var live =
                    signIn(program).get("/api/v1/trucks/" + truck + "/location").json();
            assertThat(live.get("recordedAt").asString()).isEqualTo(newest.toString());
        }
        // What was under way when the server went down is sent again, and does no harm.
        var stored = storedTimes();
        var again = IntStream.range(0, next.get())
                .mapToObj(i -> Positions.position("875", start.plusSeconds(i), 38, 23.7))
                .toList();
        var client = signIn(program);
        for (int from = 0; from < again.size(); from += 5_000) {
            client.post("/api/v1/positions", again.subList(from, Math.min(again.size(), from + 5_000)));
        }
        assertThat(storedTimes()).hasSize(next.get()).containsAll(stored);
        program.terminate();
    }

    private static List<Thread> senders(
            Client client, Instant start, AtomicInteger next, Set<Instant> answered, AtomicBoolean stop) {
        var senders = new ArrayList<Thread>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.startVirtualThread(() -> {
                while (!stop.get()) {
                    var first = next.getAndAdd(10);
                    var times = IntStream.range(first, first + 10)
                            .mapToObj(start::plusSeconds)
                            .toList();
                    try {
                        var answer = client.post(
                                "/api/v1/positions",
                                times.stream()
                                        .map(time -> Positions.position("875", time, 38, 23.7))
                                        .toList());
                        if (answer.status() == 200) {
                            answered.addAll(times);
                        }
                    } catch (RuntimeException e) {
                        return; // the server is gone
                    }
                }
            }));
        }
        return senders;
    }

    private static Client signIn(Program program) {
        return program.client().signIn("admin", PASSWORD);
    }

    private static String lines() {
        var start = Instant.parse("2026-06-01T00:00:00Z");
        return IntStream.range(0, LINES)
                .mapToObj(i -> "T" + i % 20 + "," + start.plusSeconds(i) + ",38.1,23.7")
                .collect(Collectors.joining("\n", "vehicle,recorded_at,latitude,longitude\n", "\n"));
    }

    /** Read from the database itself; the list would show a time that is stored twice. */
    private Set<Instant> storedTimes() {
        var times = new EmbeddedServer(folder)
                .database()
                .sql("select extract(epoch from recorded_at)::bigint from vehicle_positions")
                .query((row, n) -> Instant.ofEpochSecond(row.getLong(1)))
                .list();
        assertThat(times).doesNotHaveDuplicates();
        return new HashSet<>(times);
    }
}
