package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many positions are taken of one organization a second; in memory. */
@Component
class IntakeLimit {
    /** So many seconds' worth may come at once. */
    private static final int BURST_SECONDS = 10;

    private final int perSecond;
    private final int burst;
    private final TimeMeter time;
    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

    IntakeLimit(PositionSettings settings, Ticker ticker) {
        perSecond = settings.intakePerSecond();
        burst = perSecond * BURST_SECONDS;
        time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ticker.read();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    /**
     * Counts what an organization sent. While there is any room it is taken whole, however large, so that no request is
     * refused for ever; what follows waits until that is made up for.
     *
     * @throws Problem 429 with the time after which there will be room
     */
    void take(UUID organization, int positions) {
        if (perSecond == 0 || positions == 0) {
            return;
        }
        var bucket = bucket(organization);
        synchronized (bucket) { // or many at once would each find the last room
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                throw Problem.tooMany(
                        "More positions come from this organization than the " + perSecond
                                + " a second that are taken of one. Keep them and send them again.",
                        new RateLimit.Outcome(
                                false,
                                burst,
                                0,
                                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                                Duration.ofNanos(probe.getNanosToWaitForReset())));
            }
            if (positions > 1) {
                bucket.consumeIgnoringRateLimits(positions - 1);
            }
        }
    }

    /** Nothing of what was counted was stored: the same will be sent again. */
    void giveBack(UUID organization, int positions) {
        if (perSecond > 0 && positions > 0) {
            bucket(organization).addTokens(positions);
        }
    }

    /** Whether there is so much room that a source which can wait leaves enough to those that cannot. */
    boolean hasAmpleRoom(UUID organization) {
        return perSecond == 0 || bucket(organization).getAvailableTokens() >= burst / 2;
    }

    private Bucket bucket(UUID organization) {
        return buckets.computeIfAbsent(
                organization,
                one -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }
}
