package dev.watchtower.tracking;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Stamps commits of late fixes, each later than the one before: of all that bears a stamp up to the last stored one,
 * nothing is still on its way into the table.
 */
@Component
class CommitClock {
    private final Clock clock;
    private Instant last = Instant.EPOCH;
    private volatile Instant stored = Instant.EPOCH;

    CommitClock(Clock clock) {
        this.clock = clock;
    }

    /** The stamp of the next commit. Only the recorder asks. */
    Instant next() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return last;
    }

    /** The commit with this stamp has been made, or given up. */
    void stored(Instant stamp) {
        stored = stamp;
    }

    Instant stored() {
        return stored;
    }

    /** Goes on after this stamp, which an earlier owner of the road gave. */
    synchronized void goOnAfter(Instant stamp) {
        if (stamp.isAfter(stored)) {
            last = stamp;
            stored = stamp;
        }
    }
}
