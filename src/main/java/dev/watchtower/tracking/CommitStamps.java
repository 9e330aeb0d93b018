package dev.watchtower.tracking;

import org.springframework.stereotype.Component;

/**
 * Stamps commits of positions, each greater than the one before, those of an owner of the road greater than those of the
 * owners before it. Of all that bears a stamp up to the last stored one, nothing is still on its way into the table.
 */
@Component
class CommitStamps {
    private static final int COMMITS_PER_EPOCH_BITS = 32;

    private long last;
    private long stored;

    /** The commits of all epochs before this one are made, or never will be. */
    synchronized void begin(long epoch) {
        last = epoch << COMMITS_PER_EPOCH_BITS;
        stored = last;
    }

    /** The stamp of the next commit. */
    synchronized long next() {
        return ++last;
    }

    /** The commit with this stamp has been made, or given up. */
    synchronized void stored(long stamp) {
        stored = Math.max(stored, stamp);
    }

    synchronized long stored() {
        return stored;
    }
}
