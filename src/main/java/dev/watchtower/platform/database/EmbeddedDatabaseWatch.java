package dev.watchtower.platform.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded server again when it ends by itself, on the same port and data, for as long as it is wanted. The
 * pools and the road come back to it by themselves.
 */
final class EmbeddedDatabaseWatch {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabaseWatch.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration REMNANTS_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A server that ran for so long did not fail at once. */
    private static final Duration LONG_RUN = Duration.ofMinutes(1);
    /** For how long pg_ctl waits; a recovery that takes longer goes on without it. */
    private static final String START_SECONDS = "60";

    private final Path cluster;
    private final Path engine;
    private final Path serverLog;
    private final String options;
    private final Thread thread;
    private volatile boolean wanted = true;

    /**
     * @param server runs already
     * @param engine where its program files lie
     * @param serverLog takes what it says
     */
    EmbeddedDatabaseWatch(Postmaster server, Path cluster, Path engine, Path serverLog) throws IOException {
        this.cluster = cluster;
        this.engine = engine;
        this.serverLog = serverLog;
        this.options = Files.readString(optionsFile());
        this.thread =
                Thread.ofPlatform().name("embedded-database-watch").daemon().start(() -> watch(server));
    }

    /** From now on the server may end. */
    void leave() {
        wanted = false;
        LockSupport.unpark(thread);
    }

    /** Waits for a start that is under way, so that the server can be stopped in order. */
    void awaitEnd() {
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Postmaster first) {
        var server = Optional.of(first);
        var since = System.nanoTime();
        var pause = Duration.ZERO;
        while (true) {
            while (wanted && server.filter(Postmaster::runs).isPresent()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            if (!wanted) {
                return;
            }
            server.ifPresent(one -> log.warn("embedded_database_ended pid={}", one.pid()));
            if (System.nanoTime() - since > LONG_RUN.toNanos()) {
                pause = Duration.ZERO;
            }
            pause(pause);
            pause = longer(pause);
            since = System.nanoTime();
            server = wanted ? start() : Optional.empty();
            if (server.isEmpty() && wanted) {
                log.warn("embedded_database_not_restarted retry_seconds={} see={}", pause.toSeconds(), serverLog);
            }
        }
    }

    private void pause(Duration length) {
        var deadline = System.nanoTime() + length.toNanos();
        while (wanted && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static Duration longer(Duration pause) {
        if (pause.isZero()) {
            return FIRST_PAUSE;
        }
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private Optional<Postmaster> start() {
        try {
            Postmaster.of(cluster); // removes the dead one's file: pg_ctl would wait for a process that looks alive
            Postmaster.killRemnants(engine, REMNANTS_LIMIT);
            Files.writeString(optionsFile(), options); // a start without room on the disk leaves it empty
            new ProcessBuilder(startCommand())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
                    .start()
                    .waitFor();
            var server = Postmaster.of(cluster);
            server.ifPresent(one -> log.info("embedded_database_restarted pid={}", one.pid()));
            return server;
        } catch (IOException | RuntimeException e) {
            log.warn("embedded_database_start_failed cause={}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** With {@code restart} pg_ctl takes program and options, the port among them, from {@code postmaster.opts}. */
    private List<String> startCommand() {
        var postgres = Path.of(options.substring(0, options.indexOf(" \"")));
        var pgCtl = postgres.resolveSibling(postgres.getFileName().toString().replace("postgres", "pg_ctl"));
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) { // as zonky does for root, under which PostgreSQL refuses to run
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(pgCtl.toString(), "restart", "-D", cluster.toString(), "-w", "-t", START_SECONDS));
        return command;
    }

    private Path optionsFile() {
        return cluster.resolve("postmaster.opts");
    }
}
