package dev.watchtower.tracking;

import dev.watchtower.platform.OutOfMemory;
import dev.watchtower.platform.OwnerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes this process the one that records positions. The owner holds an advisory lock on a connection of its own, and
 * raised the epoch when it took it. A process that does not get the lock tries again each second.
 */
@Component
class RoadOwner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RoadOwner.class);
    private static final int LOCK_SPACE = 0x57544f58;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** A database that hangs for a moment is no reason to begin anew; one that is gone says so at once. */
    private static final int ANSWER_SECONDS = 10;

    private final OwnerDatabase owner;
    private final RoadEpoch epoch;
    private final NewestStored newest;
    private final RoadLoader loader;
    private @Nullable Thread thread;
    private @Nullable Connection lock;
    private volatile boolean running;

    RoadOwner(OwnerDatabase owner, RoadEpoch epoch, NewestStored newest, RoadLoader loader) {
        this.owner = owner;
        this.epoch = epoch;
        this.newest = newest;
        this.loader = loader;
    }

    @Override
    public void start() {
        running = true;
        tryToTake();
        thread = Thread.ofPlatform().name("road-owner").start(this::keep);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        leave();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the recorder and the web server, and gone after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void keep() {
        while (running) {
            LockSupport.parkNanos(BEAT.toNanos());
            if (!running) {
                return;
            }
            try {
                look();
            } catch (RuntimeException | Error e) { // without this thread nobody would record
                OutOfMemory.endIf(e);
                log.error("road_owner_failed", e);
            }
        }
    }

    private void look() {
        if (epoch.isOwner() && !answers()) {
            log.warn("road_lost epoch={}", epoch.current());
            leave();
        }
        if (!epoch.isOwner()) {
            tryToTake();
        }
    }

    private void tryToTake() {
        try {
            var connection = owner.ownConnection();
            lock = connection;
            if (take(connection)) {
                var taken = raiseEpoch(connection);
                newest.forgetAll();
                loader.load(taken);
                epoch.begin(taken);
                log.info("road_taken epoch={}", taken);
            } else {
                leave();
            }
        } catch (SQLException | RuntimeException | Error e) {
            OutOfMemory.endIf(e);
            log.warn("road_not_taken cause={}", e.toString());
            leave();
        }
    }

    private boolean take(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            query.setInt(1, LOCK_SPACE);
            query.setString(2, owner.schema());
            var row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    /** Waits for the commits of the owner before, but not for ever. */
    private static long raiseEpoch(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '10s'");
        }
        try (var update = connection.prepareStatement(
                "update road_owner set epoch = epoch + 1, updated_at = now() returning epoch")) {
            var row = update.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private boolean answers() {
        try {
            return lock != null && lock.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private void leave() {
        epoch.end();
        loader.drop();
        if (lock != null) {
            try {
                lock.close();
            } catch (SQLException e) {
                log.debug("road_connection_close cause={}", e.toString());
            }
            lock = null;
        }
    }
}
