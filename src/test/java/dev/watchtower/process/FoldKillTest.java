package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Organizations;
import dev.watchtower.testing.Server;
import dev.watchtower.tracking.PositionReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Server and database are killed at 20 random moments under load: batches and single positions of many senders, and
 * imports. In the end all that was answered is stored once as it was sent, what is live is what the table says, what the
 * trucks did is what the fold says of their fixes in order, the news of it was told once, and all is as it is in a
 * database that nobody disturbed.
 */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FoldKillTest {
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", Server.PASSWORD);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int KILLS = Integer.getInteger("watchtower.test.kills", 20);
    /** Of each organization; what these send in batches comes late for the untidy one. */
    private static final int TRUCKS = 3;

    private static final int DAYS = 3;
    private static final int SECONDS = 6;
    private static final int LARGEST_BATCH = 50;
    /** Of each organization; these send one position at a time. */
    private static final int SINGLE_TRUCKS = 6;

    private static final int SINGLE_DAYS = 1;
    private static final int SINGLE_SECONDS = 30;
    /** Of one truck in each file. */
    private static final int IMPORTED_DAYS = 1;

    private static final int IMPORTED_SECONDS = 3;

    private enum Victim {
        SERVER,
        POSTMASTER,
        POSTGRES,
        ALL
    }

    @TempDir
    Path folder;

    private final long seed = Long.getLong("watchtower.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Program program;
    private EmbeddedServer postgres;
    private Fleet untidy;
    private Fleet orderly;
    /** Sends nothing live: of live steps some are left out of the driven roads while very many positions come. */
    private Fleet importing;

    @Test
    void theEndIsThatOfAnUndisturbedRun() throws Exception {
        System.out.println("FoldKillTest: -Dwatchtower.test.seed=" + seed);
        postgres = new EmbeddedServer(folder);
        program = Program.start(folder, SETTINGS);
        program.url();
        NewsNotes.begin(postgres.database());
        untidy = new Fleet(Server.USER, random);
        orderly = new Fleet(newOrganization(postgres.database()), random);
        importing = new Fleet(newOrganization(postgres.database()), random);
        signIn();
        untidy.keepOnline();
        orderly.keepOnline();
        importing.keepOnline();
        try (var trackers = new Trackers()) {
            addTrackers(trackers);
            int duringImport = 0;
            int behind = 0;
            var victims = victims();
            for (int kill = 0; kill < KILLS; kill++) {
                trackers.letGo((kill + 2.0) / (KILLS + 1)); // more than is waited for: they are at it when it happens
                if (kill % 2 == 0) {
                    importing.startImport("imported-" + kill, IMPORTED_DAYS, IMPORTED_SECONDS, 0);
                } else {
                    untidy.startImport("late-imported-" + kill, IMPORTED_DAYS, IMPORTED_SECONDS, 0.5);
                }
                trackers.awaitAnswered((kill + random.nextDouble()) / (KILLS + 1));
                var restarts = restarts();
                duringImport += runningImports();
                var unanswered = trackers.refused() + trackers.cutOff();
                kill(victims.get(kill));
                trackers.awaitMoreUnanswered(unanswered);
                if (victims.get(kill) == Victim.SERVER) { // whose database outlives it
                    behind += new Aftermath(postgres.database()).trucksBehind().size();
                }
                goOn(restarts);
            }
            trackers.finish();
            System.out.println(
                    "FoldKillTest: " + duringImport + " imports and " + behind + " trucks were under way; " + trackers);
            assertThat(duringImport).isPositive();
            assertThat(behind).isPositive();
        }
        var elsewhere = folder.resolve("undisturbed");
        try (var calm = Program.start(elsewhere, SETTINGS)) {
            var undisturbed = sendAgain(calm, new EmbeddedServer(elsewhere));
            var aftermath = new Aftermath(postgres.database());
            aftermath.awaitImports();
            aftermath.awaitAllDone();
            assertRight(aftermath);

            undisturbed.awaitImports();
            undisturbed.awaitAllDone();
            assertThat(aftermath.motions()).isEqualTo(undisturbed.motions());
            assertThat(aftermath.roads("imported-0")).isNotEmpty().isEqualTo(undisturbed.roads("imported-0"));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        program.close();
    }

    private void addTrackers(Trackers trackers) {
        for (int i = 0; i < TRUCKS; i++) {
            add(trackers, untidy, untidy.track("late-" + i, DAYS, SECONDS, random.nextDouble(), 0.02), LARGEST_BATCH);
            add(trackers, orderly, orderly.track("live-" + i, DAYS, SECONDS, 0, 0), LARGEST_BATCH);
        }
        for (int i = 0; i < SINGLE_TRUCKS; i++) {
            add(trackers, untidy, untidy.track("late-single-" + i, SINGLE_DAYS, SINGLE_SECONDS, 0.5, 0.02), 1);
            add(trackers, orderly, orderly.track("single-" + i, SINGLE_DAYS, SINGLE_SECONDS, 0, 0), 1);
        }
    }

    private void add(Trackers trackers, Fleet fleet, List<PositionReport> cards, int largestBatch) {
        trackers.add(cards, largestBatch, () -> List.of(fleet.client()), random);
    }

    /** As many of each, in any order. */
    private List<Victim> victims() {
        var victims = new ArrayList<Victim>();
        for (int i = 0; i < KILLS; i++) {
            victims.add(Victim.values()[i % Victim.values().length]);
        }
        Collections.shuffle(victims, random);
        return victims;
    }

    private void kill(Victim victim) throws InterruptedException {
        switch (victim) {
            case SERVER -> program.kill();
            case POSTMASTER -> postgres.kill();
            case POSTGRES -> postgres.killWithChildren();
            case ALL -> {
                postgres.killWithChildren();
                program.kill();
            }
        }
    }

    /**
     * Waits until the program is ready again.
     *
     * @param restarts of its database, before the kill
     */
    private void goOn(long restarts) {
        if (program.isAlive()) {
            await().atMost(LIMIT).until(() -> restarts() > restarts);
        } else {
            program = Program.start(folder, SETTINGS);
            signIn();
        }
        await().atMost(LIMIT).until(() -> untidy.client().get("/readyz").status() == 200);
    }

    private void signIn() {
        untidy.signIn(program);
        orderly.signIn(program);
        importing.signIn(program);
    }

    private static String newOrganization(JdbcClient database) {
        return Organizations.add(database, new BCryptPasswordEncoder(4));
    }

    private long restarts() {
        return program.output()
                .lines()
                .filter(line -> line.contains("embedded_database_restarted"))
                .count();
    }

    private int runningImports() {
        return postgres.database()
                .sql("select count(*) from position_imports where status = 'RUNNING'")
                .query(Integer.class)
                .single();
    }

    /** Sends the same to a program with a database of its own, in which nobody kills anything. */
    private Aftermath sendAgain(Program calm, EmbeddedServer server) {
        calm.url();
        untidy.sendAgain(calm.client().signIn(Server.USER, Server.PASSWORD));
        orderly.sendAgain(calm.client().signIn(newOrganization(server.database()), Server.PASSWORD));
        importing.sendAgain(calm.client().signIn(newOrganization(server.database()), Server.PASSWORD));
        return new Aftermath(server.database());
    }

    private void assertRight(Aftermath aftermath) {
        var driven = new HashMap<>(untidy.driven());
        driven.putAll(orderly.driven());
        driven.putAll(importing.driven());
        aftermath.assertAsInOrder(driven);
        aftermath.assertLive(untidy.client(), untidy.driven().keySet());
        aftermath.assertLive(orderly.client(), orderly.driven().keySet());
        aftermath.assertLive(importing.client(), importing.driven().keySet());
        NewsNotes.assertRight(postgres.database());
        assertThat(program.output()).doesNotContain("fold_failed", "refold_failed");
    }
}
