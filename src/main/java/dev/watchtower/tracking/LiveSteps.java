package dev.watchtower.tracking;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How many live steps are counted into the driven roads. Counting one costs many times what storing its fix does, so of
 * a large fleet some are left out, whichever come when there is no room: it drives the same roads again.
 */
final class LiveSteps {
    /** As many as 30,000 trucks make that report each half minute. */
    private static final int PER_SECOND = 1_000;

    private static final int AT_ONCE = 200_000;

    private final Bucket bucket = Bucket.builder()
            .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
            .build();

    /** Whether the next one is to be counted. */
    boolean hasRoom() {
        return bucket.tryConsume(1);
    }
}
