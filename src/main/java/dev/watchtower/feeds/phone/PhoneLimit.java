package dev.watchtower.feeds.phone;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How much is taken of one device and by one address, and how often unknown ones are looked for and written down; in memory, of bounded size. */
@Component
class PhoneLimit {
    /** So many seconds' worth at once: a phone that was a day without a network sends its queue one by one. */
    private static final int BURST_SECONDS = 150;

    private static final int STRANGERS_PER_SECOND = 20;
    private static final int STRANGERS_AT_ONCE = 200;
    private static final int NOTES_PER_SECOND = 10;
    private static final int NOTES_AT_ONCE = 100;
    /** An address with a token may be that of a whole fleet: so many devices that send all they may. */
    private static final int DEVICES_OF_A_TOKEN = 50;

    private record Device(UUID organization, String deviceId) {}

    private final int burst;
    private final LoadingCache<Device, Bucket> devices;
    private final LoadingCache<UUID, Bucket> strangers;
    private final LoadingCache<UUID, Bucket> notes;
    private final LoadingCache<UUID, Bucket> tokens;

    PhoneLimit(PhoneSettings settings) {
        burst = settings.requestsPerSecond() * BURST_SECONDS;
        devices = cache(settings.requestsPerSecond(), burst, 100_000);
        strangers = cache(STRANGERS_PER_SECOND, STRANGERS_AT_ONCE, 10_000);
        notes = cache(NOTES_PER_SECOND, NOTES_AT_ONCE, 10_000);
        tokens = cache(settings.requestsPerSecond() * DEVICES_OF_A_TOKEN, burst * DEVICES_OF_A_TOKEN, 100_000);
    }

    /**
     * Counts messages of a device of this thread's organization; a list larger than all that may come at once takes that.
     *
     * @throws Problem 429 with the time after which they would be taken
     */
    void take(String deviceId, int messages) {
        take(
                devices.get(new Device(Tenancy.organization(), deviceId)),
                Math.min(messages, burst),
                "This device sends more than is taken of one.");
    }

    /**
     * Counts the messages of a request that came by an address with this token.
     *
     * @throws Problem 429 with the time after which they would be taken
     */
    void takeByToken(UUID token, int messages) {
        take(
                tokens.get(token),
                Math.min(messages, burst * DEVICES_OF_A_TOKEN),
                "More comes by this address than is taken by one.");
    }

    /**
     * Counts a request with a device that no truck of this thread's organization was known to have.
     *
     * @throws Problem 429 with the time after which it would be looked for
     */
    void takeStranger() {
        take(
                strangers.get(Tenancy.organization()),
                1,
                "More unknown devices report here than are looked for. Try again later.");
    }

    private static void take(Bucket bucket, int tokens, String refusal) {
        var probe = bucket.tryConsumeAndReturnRemaining(tokens);
        if (!probe.isConsumed()) {
            throw Problem.tooMany(
                    refusal, Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /** Whether one more unknown device may be written down for this thread's organization just now. */
    boolean mayNote() {
        return notes.get(Tenancy.organization()).tryConsume(1);
    }

    /** A bucket that nobody asked for so long is full again, so it may be forgotten. */
    private static <K> LoadingCache<K, Bucket> cache(int perSecond, int burst, int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(Duration.ofSeconds(2L * burst / perSecond))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }
}
