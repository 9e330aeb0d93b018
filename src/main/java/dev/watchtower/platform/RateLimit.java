package dev.watchtower.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.Function;

/**
 * How often each key may do something: a bucket of tokens for each, in the memory of this process and of bounded size.
 * Several processes count each for itself.
 *
 * @param <K> what is limited, such as an address; with equals and hashCode
 */
public final class RateLimit<K> {
    private static final int MOST_KEYS = 50_000;

    /** So many at once, and so many a minute in the long run. */
    public record Rate(int atOnce, int perMinute) {
        public static Rate perMinute(int perMinute) {
            return new Rate(perMinute, perMinute);
        }

        /** A bucket that nobody asked for so long is full, so it may be forgotten. */
        private Duration untilFull() {
            return Duration.ofMinutes(1).multipliedBy(atOnce).dividedBy(perMinute);
        }
    }

    /**
     * What became of a wish.
     *
     * @param limit how many may come at once
     * @param remaining how many more would be taken now
     * @param retryAfter until one more will be taken; zero where it was taken
     * @param untilFull until as many as {@code limit} will be taken again
     */
    public record Outcome(boolean taken, int limit, long remaining, Duration retryAfter, Duration untilFull) {}

    private record Limited(Rate rate, Bucket bucket) {}

    private final LoadingCache<K, Limited> buckets;

    /** @param rates the rate of each key, asked for when it comes first or was away for long */
    public RateLimit(Function<K, Rate> rates, Ticker ticker) {
        var time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ticker.read();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
        buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_KEYS)
                .expireAfter(Expiry.<K, Limited>accessing(
                        (key, limited) -> limited.rate().untilFull()))
                .build(key -> limited(rates.apply(key), time));
    }

    /** The same rate for every key. */
    public RateLimit(Rate rate, Ticker ticker) {
        this(key -> rate, ticker);
    }

    /** Counts one, if there is room for it. */
    public Outcome take(K key) {
        var limited = buckets.get(key);
        return outcome(limited.rate(), limited.bucket().tryConsumeAndReturnRemaining(1));
    }

    /** Takes back what was counted last. */
    public void giveBack(K key) {
        buckets.get(key).bucket().addTokens(1);
    }

    /** Whether one would be taken now. */
    public boolean hasRoom(K key) {
        return buckets.get(key).bucket().getAvailableTokens() > 0;
    }

    private static Limited limited(Rate rate, TimeMeter time) {
        var bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(rate.atOnce()).refillGreedy(rate.perMinute(), Duration.ofMinutes(1)))
                .build();
        return new Limited(rate, bucket);
    }

    private static Outcome outcome(Rate rate, ConsumptionProbe probe) {
        return new Outcome(
                probe.isConsumed(),
                rate.atOnce(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }
}
