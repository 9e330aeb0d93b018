package dev.watchtower.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.Addresses;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.RateLimit;
import dev.watchtower.platform.RateLimit.Rate;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * How many wrong passwords are looked at. Whoever tries has some for the name he types, some more for all the names of his
 * network, and one a minute when they are used up; whether the name is anyone's makes no difference. A device that the
 * person has signed in with before has tries of its own, which strangers cannot use up. Right ones cost nothing.
 */
@Component
class SignInLimit {
    private static final Rate OF_A_NAME = new Rate(10, 1);
    private static final Rate OF_A_NETWORK = new Rate(30, 6);
    private static final Rate OF_A_DEVICE = new Rate(10, 1);
    private static final int LONGEST_NAME = 200;

    private record Pair(String name, String network) {}

    private record Device(UUID user, String id) {}

    /** A try that counts unless it is right. */
    record Try(Runnable takeBack) {
        /** Looks at the password; nothing is counted where it is right, or could not be looked at. */
        boolean isRight(BooleanSupplier password) {
            var wrong = false;
            try {
                wrong = !password.getAsBoolean();
                return !wrong;
            } finally {
                if (!wrong) {
                    takeBack.run();
                }
            }
        }
    }

    private final RateLimit<Pair> names;
    private final RateLimit<String> networks;
    private final RateLimit<Device> devices;

    SignInLimit(Ticker ticker) {
        names = new RateLimit<>(OF_A_NAME, ticker);
        networks = new RateLimit<>(OF_A_NETWORK, ticker);
        devices = new RateLimit<>(OF_A_DEVICE, ticker);
    }

    /**
     * Counts a try with this name, as typed, from this address.
     *
     * @throws Problem 429 where there were too many
     */
    Try begin(String name, String address) {
        var network = Addresses.network(address);
        var typed = name.strip().toLowerCase(Locale.ROOT);
        var pair = new Pair(typed.substring(0, Math.min(typed.length(), LONGEST_NAME)), network);
        take(networks, network);
        try {
            take(names, pair);
        } catch (Problem refused) {
            networks.giveBack(network); // one name that is tried too often does not use up what the others have
            throw refused;
        }
        return new Try(() -> {
            names.giveBack(pair);
            networks.giveBack(network);
        });
    }

    /**
     * Counts a try of a person from a device of his, such as the id of a {@link KnownDevices} cookie or of a session.
     *
     * @throws Problem 429 where there were too many
     */
    Try begin(UUID user, String device) {
        var own = new Device(user, device);
        take(devices, own);
        return new Try(() -> devices.giveBack(own));
    }

    private static <K> void take(RateLimit<K> limit, K key) {
        var outcome = limit.take(key);
        if (!outcome.taken()) {
            throw Problem.tooMany(
                    "Too many wrong passwords were tried from here. Wait a moment before you try again.",
                    outcome.retryAfter().plusSeconds(1));
        }
    }
}
