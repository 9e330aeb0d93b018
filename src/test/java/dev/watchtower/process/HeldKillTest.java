package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.TruckDays;
import dev.watchtower.tracking.TruckMotion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills between the commit of fixes and the keeping of what follows from them, which a lock of the test's holds up. */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HeldKillTest {
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", Server.PASSWORD);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String TRUCK = "875";

    @TempDir
    Path folder;

    private final List<PositionReport> fixes = TruckDays.drive(TRUCK, 3, 60, new Random(4));
    /** Some hours of the second day. */
    private final List<PositionReport> middle = fixes.subList(fixes.size() * 3 / 8, fixes.size() * 5 / 8);

    private Program program;
    private EmbeddedServer postgres;
    private Client client;
    private UUID truck;

    @BeforeEach
    void start() {
        program = Program.start(folder, SETTINGS);
        client = program.client().signIn(Server.USER, Server.PASSWORD);
        truck = client.addTruck(TRUCK);
        postgres = new EmbeddedServer(folder);
        NewsNotes.begin(postgres.database());
    }

    @AfterEach
    void end() throws InterruptedException {
        program.close();
    }

    @Test
    void lateFixesAreFoldedAfterTheNextStart() throws Exception {
        var others = fixes.stream().filter(fix -> !middle.contains(fix)).toList();
        send(others);
        aftermath().awaitAllDone();
        var roads = aftermath().roads(TRUCK).size();

        try (var hold = hold()) {
            send(middle);
            awaitHeld();
            program.kill();
        }
        assertThat(aftermath().trucksMarked()).containsExactly(TRUCK);
        assertThat(kept()).isEqualTo(TruckMotion.of(others)).isNotEqualTo(TruckMotion.of(fixes));

        program = Program.start(folder, SETTINGS);
        assertAllFolded();
        assertThat(aftermath().roads(TRUCK).size()).isGreaterThan(roads);
    }

    @Test
    void lateFixesAreFoldedWhenTheDatabaseIsBack() throws Exception {
        var others = fixes.stream().filter(fix -> !middle.contains(fix)).toList();
        send(others);
        aftermath().awaitAllDone();
        var roads = aftermath().roads(TRUCK).size();

        var hold = hold();
        send(middle);
        awaitHeld();
        postgres.kill();
        await().atMost(LIMIT).until(() -> program.output().contains("embedded_database_restarted"));
        assertThat(hold.isValid(1)).isFalse();

        assertAllFolded();
        assertThat(aftermath().roads(TRUCK).size()).isGreaterThan(roads);
    }

    @Test
    void liveFixesThatWereNotKeptAreFoldedAfterTheNextStart() throws Exception {
        var first = fixes.subList(0, fixes.size() - 40);
        send(first);
        aftermath().awaitAllDone();

        try (var hold = hold()) {
            send(fixes.subList(first.size(), fixes.size()));
            awaitHeld();
            program.kill();
        }
        assertThat(aftermath().trucksMarked()).isEmpty();
        assertThat(kept()).isEqualTo(TruckMotion.of(first)).isNotEqualTo(TruckMotion.of(fixes));

        program = Program.start(folder, SETTINGS);
        assertAllFolded();
    }

    private void send(List<PositionReport> some) {
        var answer = client.post("/api/v1/positions", some);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(some.size());
    }

    /** Until it is closed, nothing that follows from fixes can be kept. */
    private Connection hold() throws SQLException {
        var connection = postgres.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("lock table truck_days in share mode");
        }
        return connection;
    }

    /** Waits until the fold has found all and would keep it. */
    private void awaitHeld() {
        await().atMost(LIMIT)
                .until(() -> postgres.database()
                        .sql(
                                "select exists (select from pg_locks where relation = 'truck_days'::regclass and not granted)")
                        .query(Boolean.class)
                        .single());
    }

    private TruckMotion kept() {
        return TruckMotion.kept(postgres.database(), truck);
    }

    private Aftermath aftermath() {
        return new Aftermath(postgres.database());
    }

    private void assertAllFolded() {
        program.url();
        aftermath().awaitAllDone();
        aftermath().assertAsInOrder(Map.of(TRUCK, fixes));
        NewsNotes.assertRight(postgres.database());
    }
}
