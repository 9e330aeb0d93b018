package dev.watchtower.tracking;

import dev.watchtower.platform.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The epoch in which this process owns the road. Every commit of positions and of what follows from them checks it, so
 * that a process which lost the road without noticing writes nothing more.
 */
@Component
class RoadEpoch {
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long NOBODY = 0;

    /** The road is another process's, or nobody's for now. */
    static final class NotOwner extends RuntimeException {
        NotOwner() {
            super("this process does not record positions just now");
        }
    }

    private volatile long epoch = NOBODY;

    RoadEpoch(PositionMetrics metrics) {
        metrics.gauge("road.owner", "1 where this process records positions", () -> isOwner() ? 1 : 0);
    }

    boolean isOwner() {
        return epoch != NOBODY;
    }

    /** @throws Problem 503 where this process does not have the road, and so does not know where the trucks are */
    void require() {
        if (!isOwner()) {
            throw Problem.unavailable("This process does not know the live state just now.", RETRY, null);
        }
    }

    /**
     * Makes the transaction one of the owner's: it cannot commit after another process took the road.
     *
     * @throws NotOwner when the road is not this process's any more
     */
    void confirm(Connection connection) throws SQLException {
        confirm(connection, epoch);
    }

    /**
     * As {@link #confirm(Connection)}, for work that began in this epoch.
     *
     * @throws NotOwner also when the road was another process's meanwhile
     */
    void confirm(Connection connection, long since) throws SQLException {
        try (var query = connection.prepareStatement("select from road_owner where epoch = ? for share")) {
            query.setLong(1, since);
            if (!isOwner() || since != epoch || !query.executeQuery().next()) {
                throw new NotOwner();
            }
        }
    }

    long current() {
        return epoch;
    }

    void begin(long taken) {
        epoch = taken;
    }

    void end() {
        epoch = NOBODY;
    }
}
