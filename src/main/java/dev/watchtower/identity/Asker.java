package dev.watchtower.identity;

import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who asks, on behalf of which organization, in which session. */
public record Asker(UUID user, UUID organization, UUID session) {
    static final String ORGANIZATION_CLAIM = "org";
    static final String SESSION_CLAIM = "sid";

    /** Whether the token is one of ours: another program may sign with the same key. */
    static boolean isNamedBy(Jwt token) {
        try {
            of(token);
            return true;
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    /** As the access token says. */
    public static Asker of(Jwt token) {
        return new Asker(
                UUID.fromString(token.getSubject()),
                UUID.fromString(token.getClaimAsString(ORGANIZATION_CLAIM)),
                UUID.fromString(token.getClaimAsString(SESSION_CLAIM)));
    }
}
