package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The disk under the embedded PostgreSQL runs full: first its tables cannot grow any more, then its log cannot, without
 * which it cannot run.
 */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", Server.PASSWORD);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** In 300 the roads, which are counted last, did not always find room. */
    private static final int MEGABYTES = 600;

    private static final int TRUCKS = 3;
    private static final int DAYS = 2;
    private static final int SECONDS = 10;
    private static final int LARGEST_BATCH = 100;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("watchtower.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void sendersAreRefusedUntilThereIsRoomAndNothingAnsweredIsMissing() throws Exception {
        System.out.println("FullDiskTest: -Dwatchtower.test.seed=" + seed);
        try (var disk = SmallDisk.mount(folder.resolve("data"), MEGABYTES);
                var program = Program.start(folder, SETTINGS);
                var trackers = new Trackers()) {
            var fleet = new Fleet(Server.USER, random);
            fleet.signIn(program);
            fleet.keepOnline();
            var database = new EmbeddedServer(folder).database();
            NewsNotes.begin(database);
            addTrackers(trackers, fleet);

            trackers.letGo(0.3);
            trackers.awaitAnswered(0.1);
            disk.fill();
            trackers.letGo(0.5);
            trackers.awaitMoreUnanswered(trackers.refused());
            otherRequests(fleet.client()).forEach(FullDiskTest::assertDoneOrAskedToComeAgain);
            disk.free();
            trackers.awaitAnswered(0.5);

            disk.fill();
            assertThatThrownBy(() -> overflowLog(database)).isInstanceOf(DataAccessException.class);
            await().atMost(LIMIT).until(() -> program.output().contains("embedded_database_not_restarted"));
            trackers.letGo(0.8);
            trackers.awaitMoreUnanswered(trackers.refused());
            disk.free();
            trackers.awaitAnswered(0.8);

            trackers.finish();
            System.out.println("FullDiskTest: " + trackers);
            assertThat(trackers.cutOff()).isZero();
            var aftermath = new Aftermath(database);
            aftermath.awaitAllDone();
            aftermath.assertAsInOrder(fleet.driven());
            aftermath.assertLive(fleet.client(), fleet.driven().keySet());
            NewsNotes.assertRight(database);
            assertThat(program.output())
                    .doesNotContain("request_failed", "recorder_failed", "fold_failed", "refold_failed");
        }
    }

    private void addTrackers(Trackers trackers, Fleet fleet) {
        for (int i = 0; i < TRUCKS; i++) {
            var late = fleet.track("late-" + i, DAYS, SECONDS, 0.5, 0.02);
            var inOrder = fleet.track("live-" + i, DAYS, SECONDS, 0, 0);
            trackers.add(late, LARGEST_BATCH, () -> List.of(fleet.client()), random);
            trackers.add(inOrder, LARGEST_BATCH, () -> List.of(fleet.client()), random);
        }
    }

    private static List<Answer> otherRequests(Client client) {
        return List.of(
                client.get("/livez"),
                client.get("/api/v1/trucks"),
                client.post("/api/v1/auth/ws-ticket", ""),
                client.form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", Server.USER, "password", Server.PASSWORD)),
                client.upload(
                        "/api/v1/imports/positions",
                        "none.csv",
                        "truck,recordedAt,latitude,longitude\n".getBytes(StandardCharsets.UTF_8),
                        Map.of()));
    }

    private static void assertDoneOrAskedToComeAgain(Answer answer) {
        if (answer.status() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } else {
            assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        }
    }

    /** Writes to the database's log alone until it has no room. */
    private static void overflowLog(JdbcClient database) {
        while (true) {
            database.sql("select pg_logical_emit_message(false, 'test', repeat('x', 8000000))")
                    .query(String.class)
                    .single();
        }
    }
}
