package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Organizations;
import dev.watchtower.testing.Server;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.TruckDays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Server and database are killed at 20 random moments of import and live intake. What the trucks did is in the end what
 * the fold says of their fixes in order, the news of it was told once, and the roads are those of an undisturbed run.
 */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FoldKillTest {
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", Server.PASSWORD);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int KILLS = 20;
    /** Each is sent its own way: with late fixes for the administrator, in order for the orderly organization. */
    private static final int LIVE_TRUCKS = 3;

    private static final int LIVE_DAYS = 5;
    private static final int LIVE_SECONDS = 20;
    private static final int IMPORTED_DAYS = 1;
    private static final int IMPORTED_SECONDS = 5;
    private static final int LATEST_MOMENT_MILLIS = 700;

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
    private final Map<String, List<PositionReport>> driven = new HashMap<>();
    private Program program;
    private volatile Client untidy;
    private volatile Client orderly;
    private String orderlyUser;
    private EmbeddedServer postgres;

    @Test
    void theEndIsThatOfAnUndisturbedRun() throws Exception {
        System.out.println("FoldKillTest: -Dwatchtower.test.seed=" + seed);
        postgres = new EmbeddedServer(folder);
        program = Program.start(folder, SETTINGS);
        program.url();
        NewsNotes.begin(postgres.database());
        orderlyUser = Organizations.add(postgres.database(), new BCryptPasswordEncoder(4));
        signIn();
        try (var trackers = new Trackers()) {
            addTrackers(trackers);
            int duringImport = 0;
            int behind = 0;
            var victims = victims();
            for (int kill = 0; kill < KILLS; kill++) {
                trackers.letGo((kill + 1.0) / KILLS);
                if (kill % 2 == 0) {
                    startImport(orderly, "O" + kill, 0);
                } else {
                    startImport(untidy, "L" + kill, 0.5);
                }
                trackers.awaitAnswered((kill + random.nextDouble()) / KILLS);
                LockSupport.parkNanos(
                        Duration.ofMillis(random.nextInt(LATEST_MOMENT_MILLIS)).toNanos());
                kill(victims.get(kill));
                if (victims.get(kill) == Victim.SERVER) { // whose database outlives it
                    duringImport += runningImports();
                    behind += new Aftermath(postgres.database()).trucksBehind().size();
                }
                goOn(victims.get(kill));
            }
            trackers.finish();
            System.out.println("FoldKillTest: " + duringImport + " imports and " + behind + " trucks were under way");
            assertThat(duringImport).isPositive();
            assertThat(behind).isPositive();
        }
        awaitImports();
        var undisturbed = Organizations.add(postgres.database(), new BCryptPasswordEncoder(4));
        driveUndisturbed(program.client().signIn(undisturbed, Server.PASSWORD));

        var aftermath = new Aftermath(postgres.database());
        aftermath.awaitAllDone();
        aftermath.assertAsInOrder(driven);
        assertThat(aftermath.roads("O0-0")).isNotEmpty().isEqualTo(aftermath.roads("U-O0-0"));
        NewsNotes.assertRight(postgres.database());
        assertThat(program.output()).doesNotContain("fold_failed", "refold_failed");
    }

    @AfterEach
    void end() throws InterruptedException {
        program.close();
    }

    private void addTrackers(Trackers trackers) {
        for (int i = 0; i < LIVE_TRUCKS; i++) {
            var late = drive("live-late-" + i, LIVE_DAYS, LIVE_SECONDS);
            untidy.addTruck("live-late-" + i);
            trackers.add(
                    TruckDays.deal(List.of(late), random.nextDouble(), 0.02, random), () -> List.of(untidy), random);
            orderly.addTruck("live-" + i);
            trackers.add(drive("live-" + i, LIVE_DAYS, LIVE_SECONDS), () -> List.of(orderly), random);
        }
    }

    private List<PositionReport> drive(String truck, int days, int seconds) {
        var fixes = TruckDays.drive(truck, days, seconds, random);
        driven.put(truck, fixes);
        return fixes;
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

    /** Waits until the program is ready again. */
    private void goOn(Victim victim) {
        if (program.isAlive()) {
            var restarted = restarts() + 1;
            await().atMost(LIMIT).until(() -> restarts() == restarted);
        } else {
            program = Program.start(folder, SETTINGS);
            signIn();
        }
        await().atMost(LIMIT).until(() -> untidy.get("/readyz").status() == 200);
    }

    private void signIn() {
        untidy = program.client().signIn(Server.USER, Server.PASSWORD);
        orderly = program.client().signIn(orderlyUser, Server.PASSWORD);
    }

    private long restarts() {
        return program.output()
                .lines()
                .filter(line -> line.contains("embedded_database_restarted"))
                .count();
    }

    /** @param disorder how many lines stand anywhere in the file */
    private void startImport(Client client, String name, double disorder) throws IOException {
        var trucks = List.of(
                drive(name + "-0", IMPORTED_DAYS, IMPORTED_SECONDS),
                drive(name + "-1", IMPORTED_DAYS, IMPORTED_SECONDS));
        upload(client, TruckDays.deal(trucks, disorder, 0, random));
    }

    private void upload(Client client, List<PositionReport> fixes) throws IOException {
        var file = folder.resolve("import.csv");
        Files.writeString(
                file,
                fixes.stream()
                        .map(fix -> "%s,%s,%s,%s,%s,%s"
                                .formatted(
                                        fix.truck(),
                                        fix.recordedAt(),
                                        fix.latitude(),
                                        fix.longitude(),
                                        fix.speedKph() == null ? "" : fix.speedKph(),
                                        fix.ignition() == null ? "" : fix.ignition()))
                        .collect(Collectors.joining(
                                "\n", "truck,recordedAt,latitude,longitude,speedKph,ignition\n", "\n")),
                StandardCharsets.UTF_8);
        var answer = client.upload("/api/v1/imports/positions", file, Map.of("createTrucks", "true"));
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    }

    private int runningImports() {
        return postgres.database()
                .sql("select count(*) from position_imports where status = 'RUNNING'")
                .query(Integer.class)
                .single();
    }

    private void awaitImports() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(postgres.database()
                                .sql("select distinct status from position_imports")
                                .query(String.class)
                                .list())
                        .containsExactly("DONE"));
    }

    /** Sends what the orderly organization's trucks drove once more, for the same trucks of another organization. */
    private void driveUndisturbed(Client client) throws IOException {
        var again = new ArrayList<PositionReport>();
        for (var number : List.copyOf(driven.keySet())) {
            if (number.startsWith("O") || number.matches("live-\\d")) {
                var fixes = driven.get(number).stream()
                        .map(fix -> new PositionReport(
                                "U-" + number,
                                fix.recordedAt(),
                                fix.latitude(),
                                fix.longitude(),
                                fix.speedKph(),
                                null,
                                fix.ignition(),
                                null,
                                null))
                        .toList();
                driven.put("U-" + number, fixes);
                again.addAll(fixes);
            }
        }
        upload(client, again);
        awaitImports();
    }
}
