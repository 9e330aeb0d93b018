package dev.watchtower.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Access tokens that were proved a short while ago: proving one costs more than storing a position, and a sender shows the
 * same one with each. Whether its session goes on is asked elsewhere.
 */
class KnownTokens implements JwtDecoder {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> proved =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    /** @param decoder proves the others */
    KnownTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        var known = proved.getIfPresent(token);
        if (known != null && isValid(known)) {
            return known;
        }
        var decoded = decoder.decode(token);
        proved.put(token, decoded);
        return decoded;
    }

    private boolean isValid(Jwt token) {
        var end = token.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }
}
