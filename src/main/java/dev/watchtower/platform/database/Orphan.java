package dev.watchtower.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that outlived the program which started it. It is ended only when it proves to serve the data
 * folder.
 */
final class Orphan {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Postmaster server;
    private final Path cluster;
    private final DatabaseAddress address;

    private Orphan(Postmaster server, Path cluster, DatabaseAddress address) {
        this.server = server;
        this.cluster = cluster;
        this.address = address;
    }

    /** The server that still runs on the folder, if there is one. */
    static Optional<Orphan> find(Path cluster, String user, String password) throws IOException {
        return Postmaster.of(cluster).map(server -> {
            var port = server.port().orElseThrow(() -> foreign(cluster, null));
            var address = DatabaseAddress.ofHost("localhost", port, "postgres").loginAs(user, password);
            return new Orphan(server, cluster, address);
        });
    }

    long pid() {
        return server.pid();
    }

    /**
     * Ends the server cleanly.
     *
     * @throws DatabaseStartFailure when it serves another folder, refuses our password, or does not end
     */
    void stop() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            if (!Postmaster.serves(connection, cluster)) {
                throw foreign(cluster, null);
            }
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        } catch (SQLException | IOException e) {
            if (!server.runs()) {
                return;
            }
            throw foreign(cluster, e);
        }
        server.process().destroy();
        if (!server.awaitEnd(STOP_LIMIT)) {
            throw new DatabaseStartFailure(
                    "The PostgreSQL that an earlier start left behind (process " + pid() + ") does not end.", null);
        }
    }

    /** Connects; a server that is still recovering is given time. */
    private Connection connect() throws SQLException {
        var deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
        while (true) {
            try {
                return address.connect("");
            } catch (SQLException e) {
                var refused = e.getSQLState() != null && e.getSQLState().startsWith("28");
                if (refused || !server.runs() || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private static DatabaseStartFailure foreign(Path cluster, @Nullable Exception cause) {
        return new DatabaseStartFailure(
                "A PostgreSQL runs on " + cluster
                        + " that does not answer as ours. Stop it, or name another data folder with WATCHTOWER_DATA.",
                cause);
    }
}
