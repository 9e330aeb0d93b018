package dev.watchtower.feeds.phone;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.RateLimit;
import dev.watchtower.platform.Tenancy;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How much is taken of one device and by one address, and how often unknown ones are looked for and written down; in memory, of bounded size. */
@Component
class PhoneLimit {
    /** So many seconds' worth at once: a phone that was a day without a network sends its queue one by one. */
    private static final int BURST_SECONDS = 150;

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int STRANGERS_PER_SECOND = 20;
    private static final int STRANGERS_AT_ONCE = 200;
    private static final int NOTES_PER_SECOND = 10;
    private static final int NOTES_AT_ONCE = 100;
    /** An address with a token may be that of a whole fleet: so many devices that send all they may. */
    private static final int DEVICES_OF_A_TOKEN = 50;

    private record Device(UUID organization, String deviceId) {}

    private final RateLimit<Device> devices;
    private final RateLimit<UUID> strangers;
    private final RateLimit<UUID> notes;
    private final RateLimit<UUID> tokens;

    PhoneLimit(PhoneSettings settings, Ticker ticker) {
        var perSecond = settings.requestsPerSecond();
        devices = limit(perSecond, perSecond * BURST_SECONDS, ticker);
        strangers = limit(STRANGERS_PER_SECOND, STRANGERS_AT_ONCE, ticker);
        notes = limit(NOTES_PER_SECOND, NOTES_AT_ONCE, ticker);
        tokens = limit(perSecond * DEVICES_OF_A_TOKEN, perSecond * BURST_SECONDS * DEVICES_OF_A_TOKEN, ticker);
    }

    /**
     * Counts messages of a device of this thread's organization; a list larger than all that may come at once takes that.
     *
     * @throws Problem 429 with the time after which they would be taken
     */
    void take(String deviceId, int messages) {
        refuseUntaken(
                devices.take(new Device(Tenancy.organization(), deviceId), messages),
                "This device sends more than is taken of one.");
    }

    /**
     * Counts the messages of a request that came by an address with this token.
     *
     * @throws Problem 429 with the time after which they would be taken
     */
    void takeByToken(UUID token, int messages) {
        refuseUntaken(tokens.take(token, messages), "More comes by this address than is taken by one.");
    }

    /**
     * Counts a request with a device that no truck of this thread's organization was known to have.
     *
     * @throws Problem 429 with the time after which it would be looked for
     */
    void takeStranger() {
        refuseUntaken(
                strangers.take(Tenancy.organization()),
                "More unknown devices report here than are looked for. Try again later.");
    }

    /** Whether one more unknown device may be written down for this thread's organization just now. */
    boolean mayNote() {
        return notes.take(Tenancy.organization()).taken();
    }

    private static void refuseUntaken(RateLimit.Outcome outcome, String refusal) {
        if (!outcome.taken()) {
            throw Problem.tooMany(refusal, outcome);
        }
    }

    private static <K> RateLimit<K> limit(int perSecond, int atOnce, Ticker ticker) {
        return new RateLimit<>(new RateLimit.Rate(atOnce, perSecond * SECONDS_PER_MINUTE), ticker);
    }
}
