package dev.watchtower.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of the operator's, which may come up after this program, and may be too old for it. */
final class OwnServer {
    private static final Logger log = LoggerFactory.getLogger(OwnServer.class);
    private static final int OLDEST_MAJOR_VERSION = 15;
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    /** No connection, no room for one, the server starts or stops: what passes by itself. A wrong password does not. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58");

    private OwnServer() {}

    /**
     * Waits until the server answers, with a log line every few seconds.
     *
     * @throws DatabaseStartFailure when it does not within the limit, refuses the login, or is too old
     */
    static void await(DatabaseAddress address, Duration limit) {
        var begin = System.nanoTime();
        var nextLine = Duration.ZERO;
        while (true) {
            try (var connection = address.connect("")) {
                checkVersion(address, connection.getMetaData().getDatabaseProductVersion());
                return;
            } catch (SQLException e) {
                var waited = Duration.ofNanos(System.nanoTime() - begin);
                if (!passes(e) || waited.compareTo(limit) >= 0) {
                    throw unusable(address, e);
                }
                if (waited.compareTo(nextLine) >= 0) {
                    log.warn(
                            "database_awaited at={} seconds={} cause={}",
                            address.shown(),
                            waited.toSeconds(),
                            reason(e));
                    nextLine = waited.plus(BETWEEN_LINES);
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    static DatabaseStartFailure unusable(DatabaseAddress address, SQLException cause) {
        return new DatabaseStartFailure(
                "PostgreSQL at " + address.shown() + " cannot be used: " + reason(cause), cause);
    }

    private static String reason(SQLException e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + e.getCause() + ")";
    }

    private static boolean passes(SQLException e) {
        return e.getSQLState() != null && PASSING.contains(e.getSQLState().substring(0, 2));
    }

    private static void checkVersion(DatabaseAddress address, String version) {
        var major = Integer.parseInt(version.replaceFirst("\\D.*", ""));
        if (major < OLDEST_MAJOR_VERSION) {
            throw new DatabaseStartFailure(
                    "PostgreSQL at " + address.shown() + " is version " + version + ". Watchtower needs "
                            + OLDEST_MAJOR_VERSION + " or newer: upgrade that server, or name another one.",
                    null);
        }
    }
}
