package dev.watchtower.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.Addresses;
import dev.watchtower.platform.RateLimit;
import dev.watchtower.platform.RateLimit.Outcome;
import dev.watchtower.platform.RateLimit.Rate;
import dev.watchtower.platform.Secrets;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * How many requests are taken a minute: of an address without a valid token, of a person who is signed in, of an API key,
 * of who opens a share link.
 */
@Component
class RequestLimits {
    /** So long a secret that worked is looked up whoever else is behind the address it comes from. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 50_000;

    private record Key(UUID id, int perMinute) {}

    private record Visitor(String secret, String address) {}

    private final RateLimit<String> addresses;
    private final RateLimit<UUID> people;
    private final RateLimit<Key> keys;
    private final RateLimit<Visitor> visitors;
    private final Cache<String, Boolean> workedLately;

    RequestLimits(RateLimitSettings settings, Ticker ticker) {
        var ofAddress = Rate.perMinute(settings.addressPerMinute());
        addresses = new RateLimit<>(ofAddress, ticker);
        visitors = new RateLimit<>(ofAddress, ticker);
        people = new RateLimit<>(Rate.perMinute(settings.userPerMinute()), ticker);
        keys = new RateLimit<>(key -> Rate.perMinute(key.perMinute()), ticker);
        workedLately = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    Outcome ofAddress(String address) {
        return addresses.take(Addresses.one(address));
    }

    Outcome ofPerson(UUID user) {
        return people.take(user);
    }

    Outcome ofKey(UUID key, int perMinute) {
        return keys.take(new Key(key, perMinute));
    }

    Outcome ofVisitor(String secret, String address) {
        return visitors.take(new Visitor(remembered(secret), Addresses.one(address)));
    }

    /**
     * Whether a secret may be looked up that may be none: not where its address has used up what it has for those that do
     * not work, unless this one worked lately.
     */
    boolean mayBeTried(String secret, String address) {
        return workedLately.getIfPresent(remembered(secret)) != null || addresses.hasRoom(Addresses.one(address));
    }

    void worked(String secret) {
        workedLately.put(remembered(secret), true);
    }

    private static String remembered(String secret) {
        return Secrets.text(Secrets.hash(secret));
    }
}
