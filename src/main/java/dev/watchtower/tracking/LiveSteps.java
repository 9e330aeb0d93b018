package dev.watchtower.tracking;

import dev.watchtower.tracking.roads.Rush;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How many live steps are counted into the driven roads. Counting one costs many times what storing its fix does, so of
 * a large fleet some are left out, whichever come when there is no room: it drives the same roads again.
 */
final class LiveSteps {
    private static final int PER_SECOND = 1_000;
    private static final int PER_SECOND_IN_RUSH = 100;
    private static final int AT_ONCE = 200_000;

    private final Rush rush;
    private final Bucket atRest = bucket(AT_ONCE, PER_SECOND);
    private final Bucket inRush = bucket(PER_SECOND_IN_RUSH, PER_SECOND_IN_RUSH);

    LiveSteps(Rush rush) {
        this.rush = rush;
    }

    /** Whether the next one is to be counted. */
    boolean hasRoom() {
        return (rush.isOn() ? inRush : atRest).tryConsume(1);
    }

    private static Bucket bucket(int atOnce, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
