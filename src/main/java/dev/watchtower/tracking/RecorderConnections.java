package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two connections of the recorder: rows are copied by one while the commit of the other is flushed. They are kept
 * between commits that follow each other, because the pool tests a connection each time it gives it out, which on a busy
 * machine takes as long as a small commit.
 */
final class RecorderConnections {
    private static final Logger log = LoggerFactory.getLogger(RecorderConnections.class);
    private static final int COUNT = 2;
    /** A database that says nothing for so long has gone without a word. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

    private final OwnerDatabase owner;
    private final RoadEpoch road;
    private final Semaphore free = new Semaphore(COUNT);
    private final Deque<Connection> kept = new ArrayDeque<>(COUNT);

    RecorderConnections(OwnerDatabase owner, RoadEpoch road) {
        this.owner = owner;
        this.road = road;
    }

    /**
     * A connection in a transaction of the road's owner; waits for one to be free. One that was kept may have died with
     * its server: then a new one.
     *
     * @throws RoadEpoch.NotOwner when the road is not this process's any more
     */
    Connection take() throws SQLException {
        free.acquireUninterruptibly();
        try {
            var connection = poll();
            while (connection != null && !isConfirmed(connection)) {
                connection = poll();
            }
            return connection != null ? connection : confirmedNew();
        } catch (SQLException | RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    /** Keeps a connection whose transaction has ended. */
    void keep(Connection connection) {
        synchronized (kept) {
            kept.push(connection);
        }
        free.release();
    }

    /** Rolls back what was done by it. */
    void drop(Connection connection) {
        rollBackAndClose(connection);
        free.release();
    }

    /** Those that are not in use go back to the pool. */
    void giveBack() {
        for (var connection = poll(); connection != null; connection = poll()) {
            close(connection);
        }
    }

    /** A connection for a transaction of its own. */
    Connection other() throws SQLException {
        var connection = owner.connection();
        try {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, (int) SILENCE_LIMIT.toMillis());
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    private @Nullable Connection poll() {
        synchronized (kept) {
            return kept.poll();
        }
    }

    private boolean isConfirmed(Connection connection) {
        try {
            road.confirm(connection);
            return true;
        } catch (SQLException e) {
            log.debug("kept_connection_lost cause={}", e.toString());
            close(connection);
            return false;
        } catch (RuntimeException e) {
            rollBackAndClose(connection);
            throw e;
        }
    }

    private Connection confirmedNew() throws SQLException {
        var connection = other();
        try {
            road.confirm(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            rollBackAndClose(connection);
            throw e;
        }
    }

    private static void rollBackAndClose(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("rollback_failed cause={}", e.toString());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("connection_close cause={}", e.toString());
        }
    }
}
