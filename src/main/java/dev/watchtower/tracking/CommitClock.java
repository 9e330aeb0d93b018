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

    /**
     * Goes on after all stamps of earlier owners of the road, none of whose commits is under way any more: those until
     * now, and this one, which may come from a clock that is ahead of ours.
     */
    synchronized void goOnAfter(Instant stamp) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var latest = stamp.isAfter(now) ? stamp : now;
        if (latest.isAfter(stored)) {
            last = latest;
            stored = latest;
        }
    }
}
