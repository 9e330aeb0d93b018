package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.TestPostgres;
import dev.watchtower.testing.Watching;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.TruckDays;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two servers on one database: one records positions, the other takes over when the first loses the road's lock. */
@Tag("full")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class TwoServersTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ROUNDS = 8;
    private static final int TRUCKS = 4;
    private static final String ROAD_LOCK =
            " from pg_locks where locktype = 'advisory' and classid = 1465143128 and granted"
                    + " and database = (select oid from pg_database where datname = current_database())";

    @TempDir
    Path folder;

    private final String url = TestPostgres.newDatabase();
    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url + "&currentSchema=dev"));
    private final Map<String, String> settings = Map.of(
            "DATABASE_URL",
            url,
            "SECRET_KEY",
            "0123456789abcdef0123456789abcdef",
            "WATCHTOWER_ADMIN_PASSWORD",
            Server.PASSWORD);

    @Test
    void theSecondAnswersWhatNeedsNoLiveState() throws Exception {
        try (var first = Program.start(folder.resolve("first"), settings)) {
            var client = signIn(first);
            var truck = client.addTruck("875");
            var fixes = TruckDays.drive("875", 1, 60, new Random(4));
            assertThat(client.post("/api/v1/positions", fixes).status()).isEqualTo(200);
            new Aftermath(database).awaitAllDone();
            try (var second = Program.start(folder.resolve("second"), settings)) {
                assertWithoutRoad(signIn(second), truck);
                var watcher = signIn(second);
                assertThatThrownBy(() -> Watching.open(watcher, "{\"type\": \"watch\"}"))
                        .hasRootCauseMessage("Unexpected HTTP response status code 503");
                var span = "?from=" + fixes.getFirst().recordedAt() + "&to="
                        + fixes.getLast().recordedAt();
                for (var history : List.of("stops", "gaps", "timeline", "track")) {
                    var path = "/api/v1/trucks/" + truck + "/" + history + span;
                    assertThat(signIn(second).get(path).status()).as(path).isEqualTo(200);
                    assertThat(signIn(second).get(path).json())
                            .isEqualTo(client.get(path).json());
                }
                first.kill();
                await().atMost(LIMIT).until(() -> isReady(second));
                assertThat(signIn(second)
                                .get("/api/v1/trucks/" + truck + "/location")
                                .json()
                                .get("recordedAt")
                                .asString())
                        .isEqualTo(fixes.getLast().recordedAt().toString());
            }
        }
    }

    @Test
    void aSocketOfTheFirstClosesThoughItsSessionEndsOrItsMemberIsDeactivatedAtTheSecond() throws Exception {
        try (var first = Program.start(folder.resolve("first"), settings)) {
            var admin = signIn(first);
            try (var second = Program.start(folder.resolve("second"), settings)) {
                var link = admin.post("/api/v1/members", Map.of("email", "x@example.org", "role", "dispatcher"));
                var token = link.json().get("path").asString().replaceFirst(".*#", "");
                var join = Map.of("token", token, "name", "X", "password", Server.PASSWORD);
                assertThat(second.client()
                                .post("/api/v1/invitations/accept", join)
                                .status())
                        .isEqualTo(200);
                var member = first.client().signIn("x@example.org", Server.PASSWORD);
                var id = member.get("/api/v1/me").json().at("/user/id").asString();
                var ending = signIn(first);
                try (var ended = Watching.open(ending, "{\"type\": \"watch\"}");
                        var deactivated = Watching.open(member, "{\"type\": \"watch\"}")) {
                    await().until(() ->
                            !ended.frames().isEmpty() && !deactivated.frames().isEmpty());
                    second.client().withToken(ending.token()).post("/api/v1/auth/logout", "");
                    assertThat(signIn(second).delete("/api/v1/members/" + id).status())
                            .isEqualTo(204);
                    assertThat(ended.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1008);
                    assertThat(deactivated.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1008);
                    await().atMost(Duration.ofSeconds(5))
                            .until(() -> member.get("/api/v1/me").status() == 401
                                    && ending.get("/api/v1/me").status() == 401);
                }
            }
        }
    }

    @Test
    void theEndIsThatOfOneServer() throws Exception {
        var seed = Long.getLong("watchtower.test.seed", System.nanoTime());
        System.out.println("TwoServersTest: -Dwatchtower.test.seed=" + seed);
        var random = new Random(seed);
        var driven = new HashMap<String, List<PositionReport>>();
        try (var first = Program.start(folder.resolve("first"), settings)) {
            first.url();
            NewsNotes.begin(database);
            try (var second = Program.start(folder.resolve("second"), settings);
                    var trackers = new Trackers()) {
                var clients = List.of(signIn(first), signIn(second));
                var programs = List.of(first, second);
                UUID truck = null;
                for (int i = 0; i < TRUCKS; i++) {
                    var fixes = TruckDays.drive("T" + i, 4, 20, random);
                    driven.put("T" + i, fixes);
                    truck = clients.get(0).addTruck("T" + i);
                    var cards = TruckDays.deal(List.of(fixes), i * 0.3, 0.02, random);
                    trackers.add(cards, () -> clients, random);
                }
                int changes = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    trackers.letGo((round + 1.0) / (ROUNDS + 1));
                    trackers.awaitAnswered((round + random.nextDouble()) / (ROUNDS + 1));
                    var before = owner(programs);
                    var epoch = epoch();
                    endLock(before, round % 2 == 0);
                    await().atMost(LIMIT).until(() -> epoch() > epoch);
                    var after = owner(programs);
                    if (after != before) {
                        changes++;
                        assertWithoutRoad(clients.get(programs.indexOf(before)), truck);
                    }
                }
                System.out.println("TwoServersTest: the road changed hands " + changes + " times");
                assertThat(changes).isGreaterThanOrEqualTo(ROUNDS / 2);
                trackers.finish();
                new Aftermath(database).awaitAllDone();
                programs.forEach(program ->
                        assertThat(program.output()).doesNotContain("fold_failed", "refold_failed", "request_failed"));
            }
        }
        new Aftermath(database).assertAsInOrder(driven);
        NewsNotes.assertRight(database);
    }

    /** Ends the connection that holds the road's lock; a suspended owner does not notice before the other has it. */
    private void endLock(Program owner, boolean suspended) throws Exception {
        if (suspended) {
            owner.suspend();
        }
        try {
            var holder = lockHolder();
            database.sql("select pg_terminate_backend(?)")
                    .param(holder)
                    .query((row, n) -> row.getBoolean(1))
                    .single();
            if (suspended) {
                await().atMost(LIMIT).until(() -> {
                    var now = lockHolder();
                    return now != null && !now.equals(holder);
                });
            }
        } finally {
            if (suspended) {
                owner.resume();
            }
        }
    }

    private Integer lockHolder() {
        return database.sql("select pid" + ROAD_LOCK)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    private long epoch() {
        return database.sql("select epoch from road_owner").query(Long.class).single();
    }

    /** The one of them that is ready, once just one is. */
    private static Program owner(List<Program> programs) {
        return await().atMost(LIMIT)
                .until(() -> programs.stream().filter(TwoServersTest::isReady).toList(), ready -> ready.size() == 1)
                .getFirst();
    }

    private static void assertWithoutRoad(Client client, UUID truck) throws Exception {
        assertThat(client.get("/readyz").status()).isEqualTo(503);
        var link = client.post(
                        "/api/v1/trucks/" + truck + "/shares",
                        Map.of("expiresAt", Instant.now().plusSeconds(600).toString()))
                .json()
                .get("path")
                .asString();
        for (var answer : List.of(
                client.positions(Positions.position(truck.toString(), Instant.now(), 38, 23.7)),
                client.get("/api/v1/trucks/" + truck + "/location"),
                client.get("/api/v1/trucks/" + truck + "/status"),
                client.get(link.replace("/share/", "/api/v1/shared/")),
                client.get("/api/v1/trucks/status-counts"))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        var list = client.get("/api/v1/trucks");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().get("items")).isNotEmpty().allSatisfy(one -> {
            assertThat(one.get("lastFixAt").isNull()).isTrue();
            assertThat(one.get("motion").isNull()).isTrue();
        });
    }

    private static boolean isReady(Program program) {
        return program.client().get("/readyz").status() == 200;
    }

    private static Client signIn(Program program) {
        return program.client().signIn(Server.USER, Server.PASSWORD);
    }
}
