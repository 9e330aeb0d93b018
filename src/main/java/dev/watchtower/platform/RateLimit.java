package dev.watchtower.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How often each key may do something: a bucket of tokens for each, in the memory of this process and of bounded size.
 * Several processes count each for itself.
 *
 * @param <K> what is limited, such as an address; with equals and hashCode
 */
public final class RateLimit<K> {
    private static final int MOST_KEYS = 100_000;

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
    public record Outcome(boolean taken, int limit, long remaining, Duration retryAfter, Duration untilFull) {
        /** What the answer says of the limit: {@code RateLimit-*} in any case, {@code Retry-After} where it was reached. */
        public Map<String, String> headers() {
            var headers = new LinkedHashMap<String, String>();
            headers.put("RateLimit-Limit", Integer.toString(limit));
            headers.put("RateLimit-Remaining", Long.toString(remaining));
            headers.put("RateLimit-Reset", Long.toString(seconds(untilFull)));
            if (!taken) {
                headers.put("Retry-After", Long.toString(Math.max(1, seconds(retryAfter))));
            }
            return headers;
        }

        /** Rounded up, so that who waits so long finds room. */
        private static long seconds(Duration time) {
            return time.plusSeconds(1).minusNanos(1).toSeconds();
        }
    }

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
        return take(key, 1);
    }

    /** Counts so many, if there is room for all of them; more than may come at once count as that. */
    public Outcome take(K key, int count) {
        var limited = buckets.get(key);
        var counted = Math.min(count, limited.rate().atOnce());
        return outcome(limited.rate(), limited.bucket().tryConsumeAndReturnRemaining(counted));
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
