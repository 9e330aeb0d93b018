package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.TestPostgres;
import dev.watchtower.testing.Watching;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a PostgreSQL of one's own. */
class OwnDatabaseTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String HANDSHAKE = "web socket";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    @Tag("full")
    void aServerThatGoesAwayIsWaitedForAtTheStartAndUnderWay() throws Exception {
        var port = freePort();
        var settings = Map.of(
                "DATABASE_URL",
                "postgresql://postgres@localhost:" + port + "/postgres",
                "WATCHTOWER_ADMIN_PASSWORD",
                PASSWORD);
        try (var program = Program.start(folder, settings)) {
            await().atMost(LIMIT).until(() -> program.output().contains("database_awaited at=postgresql://localhost"));
            var database = start(port);
            var client = program.client().signIn("admin", PASSWORD);
            var truck = client.addTruck("875").toString();
            client.positions(Positions.position("875", Instant.now().minusSeconds(60), 38, 23.7));
            var watching = Watching.open(client, "{\"type\": \"watch\"}");

            database.close();
            await().atMost(LIMIT).until(() -> client.get("/readyz").status() == 503);
            assertThat(watching.closed()).succeedsWithin(LIMIT).isEqualTo(1_001); // to come again
            assertThat(client.get("/livez").status()).isEqualTo(200);
            var answers = askEverything(client, truck);
            assertThat(answers).hasSizeGreaterThan(20);
            assertThat(answers).allSatisfy((operation, answer) -> {
                assertThat(answer.status()).isNotEqualTo(500);
                if (answer.status() == 503) {
                    if (!operation.equals(HANDSHAKE)) { // a browser shows nobody what its handshake was answered
                        assertThat(answer.type()).isEqualTo("urn:watchtower:unavailable");
                    }
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            });
            assertThat(answers.values().stream().filter(answer -> answer.status() == 503))
                    .hasSizeGreaterThan(15);

            database = start(port);
            await().atMost(LIMIT).until(() -> client.get("/readyz").status() == 200);
            assertThat(program.output()).doesNotContain("request_failed", PASSWORD);
            var newest = Positions.position("875", Instant.now(), 38.5, 23.7);
            assertThat(client.positions(newest).status()).isEqualTo(200);
            try (var again = Watching.open(client, "{\"type\": \"watch\"}")) {
                await().atMost(LIMIT).until(() -> again.trucks().containsKey("875"));
                assertThat(again.trucks().get("875").get("latitude").asDouble()).isEqualTo(38.5);
            }
            var file = "vehicle,recorded_at,latitude,longitude\nT1,2026-11-01T00:00:00Z,38,23.7\n";
            var id = client.upload(
                            "/api/v1/imports/positions", "x.csv", file.getBytes(), Map.of("createTrucks", "true"))
                    .id();
            await().atMost(LIMIT)
                    .until(() -> client.get("/api/v1/imports/" + id)
                            .json()
                            .get("status")
                            .asString()
                            .equals("DONE"));
            program.terminate();
            database.close();
        }
    }

    @Test
    void aPlainOwnerOverAUnixSocketIsEnoughOnceTheRoleIsMade() throws Exception {
        var name = TestPostgres.newDatabase().replaceAll(".*/(wt\\d+).*", "$1");
        var owner = name + "_owner";
        var settings = Map.of(
                "INSTANCE_UNIX_SOCKET", TestPostgres.sockets().toString(),
                "DB_PORT", Integer.toString(TestPostgres.port()),
                "DB_NAME", name,
                "DB_USER", owner,
                "WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
        TestPostgres.execute("create role " + owner + " login");
        TestPostgres.execute("alter database " + name + " owner to " + owner);
        try (var program = Program.start(folder, settings)) {
            assertThat(program.exitCode()).isNotZero();
            var statements = program.output()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.endsWith(";"))
                    .distinct()
                    .toList();
            assertThat(statements).hasSize(2);
            statements.forEach(TestPostgres::execute);
        }
        try (var program = Program.start(folder, settings)) {
            var client = program.client().signIn("admin", PASSWORD);
            client.addTruck("875");
            try (var traffic = new Traffic(client, "875", List.of(() -> client.get("/api/v1/trucks")))) {
                traffic.awaitAnswers();
            }
            assertThat(program.output()).doesNotContain("request_failed");
        }
    }

    @Test
    void settingsThatContradictEachOtherAreAllNamed() throws Exception {
        var settings = Map.of(
                "DATABASE_URL", "postgresql://me:very secret@host/name?ssl_mode=require",
                "DB_HOST", "/var/run/postgresql",
                "DB_PORT", "99999",
                "INSTANCE_UNIX_SOCKET", "cloudsql");
        try (var program = Program.startAsIs(folder, settings)) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output())
                    .contains(
                            "DATABASE_URL has a parameter that is not known: ssl_mode",
                            "DB_HOST must be the name or IP address of a host",
                            "DB_PORT must be less than or equal to 65535",
                            "INSTANCE_UNIX_SOCKET must be the path of a socket or its folder",
                            "set one of them")
                    .doesNotContain("very secret", "\tat ");
        }
        try (var program = Program.startAsIs(folder, Map.of("DB_HOST", "localhost"))) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output()).contains("DB_NAME must name the database");
        }
        try (var program = Program.startAsIs(folder, Map.of("DB_NAME", "fleet"))) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output()).contains("DB_NAME and DB_PORT go with DB_HOST or INSTANCE_UNIX_SOCKET");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** Each operation of the API with what reaches the database, all at once: each waits some seconds for it. */
    private static Map<String, Answer> askEverything(Client client, String truck) throws Exception {
        var position = Positions.position("875", Instant.now(), 38, 23.7);
        var requests = new HashMap<String, Callable<Answer>>();
        requests.put(
                "sign in",
                () -> client.form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", "admin", "password", PASSWORD)));
        requests.put(
                "refresh",
                () -> client.form(
                        "/api/v1/auth/token", Map.of("grant_type", "refresh_token", "refresh_token", "x".repeat(43))));
        requests.put("add truck", () -> client.post("/api/v1/trucks", Map.of("truckNumber", "876")));
        requests.put(
                "change truck",
                () -> client.put("/api/v1/trucks/" + truck, Map.of("truckNumber", "877", "version", 1)));
        requests.put("positions", () -> client.positions(position));
        requests.put(
                "positions of an unknown truck",
                () -> client.positions(Positions.position("nobody", Instant.now(), 38, 23.7)));
        requests.put("locations", () -> client.post("/api/v1/trucks/batch-location", List.of(truck)));
        requests.put(
                "import",
                () -> client.upload(
                        "/api/v1/imports/positions",
                        "x.csv",
                        "truck,time,latitude,longitude\n875,2026-11-01T00:00:00Z,38,23.7\n".getBytes(),
                        Map.of()));
        requests.put(HANDSHAKE, () -> client.get("/ws/trucks?ticket=x"));
        var paths = client.get("/api/openapi.json").json().get("paths");
        for (var path : paths.propertyNames()) {
            for (var method : paths.get(path).propertyNames()) {
                var request = client.request(path.replaceAll("\\{\\w+}", truck)
                                + "?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z")
                        .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody());
                requests.put(method + " " + path, () -> client.send(request));
            }
        }
        var answers = new HashMap<String, Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var names = new ArrayList<>(requests.keySet());
            var asked = threads.invokeAll(names.stream().map(requests::get).toList());
            for (int i = 0; i < names.size(); i++) {
                answers.put(names.get(i), asked.get(i).get());
            }
        }
        return answers;
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("own"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
