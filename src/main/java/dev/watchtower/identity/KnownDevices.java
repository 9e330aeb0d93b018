package dev.watchtower.identity;

import dev.watchtower.platform.Secrets;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Browsers that a person has signed in with before. Each keeps a cookie for it, a random id under our signature, by which
 * strangers' wrong passwords do not slow the person down there. It opens nothing.
 */
@Component
class KnownDevices {
    static final Duration KEPT = Duration.ofDays(400); // longer than that no browser keeps a cookie

    private static final String PURPOSE = "known device";
    private static final String COOKIE = "wt_device_";
    private static final int NAME_LENGTH = 12;

    private final SigningKeys keys;

    KnownDevices(SigningKeys keys) {
        this.keys = keys;
    }

    /** The id of the device that the request comes from, if the person has signed in with it before. */
    Optional<String> find(UUID user, Caller caller) {
        var name = cookieName(user);
        return caller.cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .flatMap(value -> id(user, value).stream())
                .findFirst();
    }

    private Optional<String> id(UUID user, String value) {
        var parts = value.split("\\.", 2);
        return parts.length == 2 && keys.signed(PURPOSE, user + "." + parts[0], parts[1])
                ? Optional.of(parts[0])
                : Optional.empty();
    }

    /** What the device's cookie for this person holds, under the id that the device has or a new one. */
    String remember(UUID user, Caller caller) {
        var id = find(user, caller).orElseGet(Secrets::random);
        return id + "." + keys.sign(PURPOSE, user + "." + id);
    }

    /** One cookie for each person, so that several can use one browser. */
    static String cookieName(UUID user) {
        return COOKIE + Secrets.text(Secrets.hash(user.toString())).substring(0, NAME_LENGTH);
    }
}
