package dev.watchtower.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that outlived the program which started it. It is known by {@code postmaster.pid} in its data
 * folder (lines: process id, data folder, start time, port), and ended only when it proves to serve that folder.
 */
final class Orphan {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final ProcessHandle process;
    private final Path cluster;
    private final String url;
    private final String user;
    private final String password;

    private Orphan(ProcessHandle process, Path cluster, String url, String user, String password) {
        this.process = process;
        this.cluster = cluster;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The server that still runs on the folder, if there is one. A file left by a dead server is removed. */
    static Optional<Orphan> find(Path cluster, String user, String password) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        var process = lines.isEmpty()
                ? Optional.<ProcessHandle>empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || !isPostgres(process.get())) {
            Files.delete(file);
            return Optional.empty();
        }
        if (lines.size() < 4) {
            throw foreign(cluster, null);
        }
        var url = "jdbc:postgresql://localhost:" + lines.get(3).strip() + "/postgres";
        return Optional.of(new Orphan(process.get(), cluster, url, user, password));
    }

    long pid() {
        return process.pid();
    }

    /**
     * Ends the server cleanly.
     *
     * @throws DatabaseStartFailure when it serves another folder, refuses our password, or does not end
     */
    void stop() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery("show data_directory");
            row.next();
            if (!Path.of(row.getString(1)).toRealPath().equals(cluster.toRealPath())) {
                throw foreign(cluster, null);
            }
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        } catch (SQLException | IOException e) {
            if (!process.isAlive()) {
                return;
            }
            throw foreign(cluster, e);
        }
        process.destroy();
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DatabaseStartFailure(
                    "The PostgreSQL that an earlier start left behind (process " + pid() + ") does not end.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartFailure("Interrupted while ending process " + pid(), e);
        }
    }

    /** Connects; a server that is still recovering is given time. */
    private Connection connect() throws SQLException {
        var deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
        while (true) {
            try {
                return DriverManager.getConnection(url, user, password);
            } catch (SQLException e) {
                var refused = e.getSQLState() != null && e.getSQLState().startsWith("28");
                if (refused || !process.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    private static DatabaseStartFailure foreign(Path cluster, @Nullable Exception cause) {
        return new DatabaseStartFailure(
                "A PostgreSQL runs on " + cluster
                        + " that does not answer as ours. Stop it, or name another data folder with WATCHTOWER_DATA.",
                cause);
    }
}
