package dev.watchtower.identity;

import dev.watchtower.identity.keys.KeySecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a request shows to be let in: {@code X-Api-Key: wt_…}, {@code Authorization: Bearer wt_…}, or an access token. */
final class Credentials {
    private static final String KEY_HEADER = "X-Api-Key";
    private static final String BEARER = "Bearer ";

    private Credentials() {}

    static Optional<String> apiKey(HttpServletRequest request) {
        var header = request.getHeader(KEY_HEADER);
        return header != null
                ? Optional.of(header)
                : Optional.ofNullable(bearer(request)).filter(KeySecrets::isMeant);
    }

    /** Null where there is none, or an API key. */
    static @Nullable String accessToken(HttpServletRequest request) {
        if (request.getHeader(KEY_HEADER) != null) {
            return null;
        }
        var bearer = bearer(request);
        return bearer == null || KeySecrets.isMeant(bearer) ? null : bearer;
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        var value = header.substring(BEARER.length()).strip();
        return value.isEmpty() ? null : value;
    }
}
