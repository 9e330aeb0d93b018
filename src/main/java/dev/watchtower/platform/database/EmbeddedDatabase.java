package dev.watchtower.platform.database;

import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that runs beside this program and keeps its data in the data folder. It is zonky's build, which is
 * made for tests: durability, which it switches off, is switched on here, and a password is asked for.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration REMNANTS_LIMIT = Duration.ofSeconds(5);
    static final String USER = "postgres";
    /** The name of the secret. */
    static final String PASSWORD = "postgres";

    private final EmbeddedPostgres server;
    private final EmbeddedDatabaseWatch watch;
    private final FileChannel lock;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, EmbeddedDatabaseWatch watch, FileChannel lock, String password) {
        this.server = server;
        this.watch = watch;
        this.lock = lock;
        this.password = password;
    }

    /**
     * Starts the server on this folder's data, after ending one that a killed program left behind, and again whenever
     * it ends.
     *
     * @throws DatabaseStartFailure when another program runs on the folder, or the server does not come up
     */
    static EmbeddedDatabase start(DataFolder data) {
        return startUnlessInUse(data)
                .orElseThrow(() -> new DatabaseStartFailure(
                        "Another Watchtower runs on the data folder " + data.root()
                                + ". Stop it first, or name another folder with WATCHTOWER_DATA.",
                        null));
    }

    /** As {@link #start}, but empty, with nothing touched, when another program runs on the folder. */
    static Optional<EmbeddedDatabase> startUnlessInUse(DataFolder data) {
        return lock(data.root()).map(lock -> start(data, lock));
    }

    /** Whether a server has ever kept data in this data folder. */
    static boolean isIn(Path root) {
        return Files.exists(cluster(root).resolve("PG_VERSION"));
    }

    static Path cluster(Path root) {
        return root.resolve("pg");
    }

    private static EmbeddedDatabase start(DataFolder data, FileChannel lock) {
        var cluster = cluster(data.root());
        var engine = data.folder("engine");
        var serverLog = data.root().resolve("postgres.log");
        var password = data.secret(PASSWORD, Secrets::random);
        try {
            keepLogOfTheRunBefore(serverLog);
            Orphan.find(cluster, USER, password).ifPresent(orphan -> {
                log.info("embedded_database_orphan_found pid={}", orphan.pid());
                orphan.stop();
            });
            Postmaster.killRemnants(engine, REMNANTS_LIMIT);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(engine.toFile())
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("log_checkpoints", "off")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", data.secretFile(PASSWORD).toString())
                    .setConnectConfig("password", password)
                    .setPGStartupWait(START_LIMIT);
            EmbeddedDatabaseSize.here(data.root()).serverSettings().forEach(builder::setServerConfig);
            var server = builder.start();
            data.closeToOthers(engine); // zonky opens it to everyone while it unpacks
            var postmaster = Postmaster.of(cluster).orElseThrow(() -> new IOException("it ended at once"));
            var watch = new EmbeddedDatabaseWatch(postmaster, cluster, engine, serverLog);
            return new EmbeddedDatabase(server, watch, lock, password);
        } catch (IOException | IllegalStateException e) {
            stopWhatStarted(cluster, password);
            release(lock);
            throw new DatabaseStartFailure(
                    "The embedded PostgreSQL did not start on " + cluster + ". " + serverLog
                            + " says why; docs/runbook.md lists what helps.",
                    e);
        }
    }

    DatabaseAddress address() {
        return DatabaseAddress.ofHost("localhost", server.getPort(), USER).loginAs(USER, password);
    }

    /** From now on the server is not started again. */
    void leave() {
        watch.leave();
    }

    @Override
    public void close() throws IOException {
        watch.leave();
        watch.awaitEnd();
        server.close();
        lock.close();
    }

    private static void keepLogOfTheRunBefore(Path serverLog) throws IOException {
        if (Files.exists(serverLog)) {
            Files.move(serverLog, serverLog.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A start that was given up may have left a server that is still recovering. */
    private static void stopWhatStarted(Path cluster, String password) {
        try {
            Orphan.find(cluster, USER, password).ifPresent(Orphan::stop);
        } catch (IOException | DatabaseStartFailure e) {
            log.warn("embedded_database_left_running cause={}", e.toString());
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("lock_close cause={}", e.toString());
        }
    }

    /** The operating system drops this lock with the process, however it ends. */
    private static Optional<FileChannel> lock(Path root) {
        try {
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
        } catch (IOException | OverlappingFileLockException e) {
            throw new DatabaseStartFailure("The data folder " + root + " cannot be written.", e);
        }
    }
}
