package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Watching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The embedded PostgreSQL dies under the running program, which starts it again and goes on. */
class DatabaseDeathTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);

    private static final int LINES = 400_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void senderAndReadersAreAskedToComeAgainAndNothingAnsweredIsLost() throws Exception {
        try (var program = Program.start(folder, SETTINGS)) {
            var client = program.client().signIn("admin", PASSWORD);
            var truck = client.addTruck("875");
            client.positions(Positions.position("875", Instant.now().minusSeconds(60), 38, 23.7));
            try (var watching = Watching.open(client, "{\"type\": \"watch\"}");
                    var traffic = new Traffic(client, "875", readers(client, truck.toString()))) {
                traffic.awaitAnswers();

                postgres().kill();
                traffic.awaitRefusals();
                traffic.awaitAnswers();
                awaitRestarts(program, 1);

                Files.writeString(folder.resolve("data/pg/postmaster.opts"), ""); // as a full disk may leave it
                postgres().killWithChildren();
                traffic.awaitRefusals();
                traffic.awaitAnswers();

                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                await().until(() -> client.positions(Positions.position("875", now, 38, 23.7))
                                .status()
                        == 200);
                assertThat(watching.closed()).isCompletedWithValue(1_001); // to come again
                try (var again = Watching.open(client, "{\"type\": \"watch\"}")) {
                    await().until(() -> again.trucks().containsKey("875")
                            && Instant.parse(again.trucks()
                                            .get("875")
                                            .get("recordedAt")
                                            .asString())
                                    .equals(now));
                }
            }
            assertThat(program.output()).doesNotContain("request_failed");
            assertThat(client.get("/readyz").status()).isEqualTo(200);
            awaitRestarts(program, 2);
            assertThat(program.terminate()).isEqualTo(143);
            assertThat(folder.resolve("data/pg/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    @Tag("full")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void anImportGoesOnWhereTheStoredPositionsEnd() throws Exception {
        try (var program = Program.start(folder, SETTINGS)) {
            var client = program.client().signIn("admin", PASSWORD);
            var file = folder.resolve("many.csv");
            var begin = Instant.parse("2026-06-01T00:00:00Z");
            Files.writeString(
                    file,
                    IntStream.range(0, LINES)
                            .mapToObj(i -> "T" + i % 20 + "," + begin.plusSeconds(i) + ",38.1,23.7")
                            .collect(Collectors.joining("\n", "vehicle,recorded_at,latitude,longitude\n", "\n")));
            var id = client.upload("/api/v1/imports/positions", file, Map.of("createTrucks", "true"))
                    .id();
            for (int share = 1; share <= 2; share++) {
                var enough = LINES / 4 * share;
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> field(client, id, "accepted").asInt() >= enough);
                postgres().kill();
            }
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> field(client, id, "status").asString().equals("DONE"));
            assertThat(field(client, id, "accepted").asInt()).isEqualTo(LINES);
            assertThat(field(client, id, "duplicates").asInt()).isZero();
        }
    }

    /** The server may answer before the line that says so is written. */
    private static void awaitRestarts(Program program, int times) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(program.output().lines())
                        .filteredOn(line -> line.contains("embedded_database_restarted"))
                        .hasSize(times));
    }

    private static JsonNode field(Client client, UUID id, String name) {
        return client.get("/api/v1/imports/" + id).json().get(name);
    }

    private static List<Supplier<Answer>> readers(Client client, String truck) {
        return List.of(
                () -> client.get("/livez"),
                () -> client.get("/api/v1/trucks"),
                () -> client.get("/api/v1/trucks/" + truck + "/location"),
                () -> client.post("/api/v1/auth/ws-ticket", ""),
                () -> client.form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", "admin", "password", PASSWORD)));
    }

    private EmbeddedServer postgres() {
        return new EmbeddedServer(folder);
    }
}
