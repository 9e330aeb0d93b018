package dev.watchtower.identity.keys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.watchtower.identity.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of an organization, without what must be kept secret.
 *
 * @param scopes what it may do
 * @param madeBy the member, beyond whom it can do nothing
 * @param maker his name; null where he cannot be seen any more
 * @param makerLeft whether he is a member no more
 * @param secrets that work, the newest first; the newest in any case
 */
record ApiKey(
        UUID id,
        String name,
        SortedSet<Permission> scopes,
        int requestsPerMinute,
        UUID madeBy,
        @Nullable String maker,
        @JsonIgnore boolean makerLeft,
        Instant createdAt,
        @Nullable Instant revokedAt,
        State state,
        List<Secret> secrets) {
    /** So long before its newest secret expires, the owners are told. */
    static final Duration NOTICE = Duration.ofDays(14);

    enum State {
        @JsonProperty("working")
        WORKING,
        /** Works, for at most fourteen days. */
        @JsonProperty("expiring")
        EXPIRING,
        @JsonProperty("expired")
        EXPIRED,
        /** Does nothing, since who made it is a member no more. */
        @JsonProperty("maker-left")
        MAKER_LEFT,
        @JsonProperty("revoked")
        REVOKED
    }

    /**
     * @param prefix its first characters
     * @param lastUsedAt to the minute
     */
    record Secret(
            String prefix,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        /** How long it was to work in all. */
        Duration span() {
            return Duration.between(createdAt, expiresAt);
        }
    }

    /** The same key with its secrets. */
    ApiKey with(List<Secret> itsSecrets, Instant now) {
        return new ApiKey(
                id,
                name,
                scopes,
                requestsPerMinute,
                madeBy,
                maker,
                makerLeft,
                createdAt,
                revokedAt,
                state(itsSecrets.getFirst().expiresAt(), now),
                itsSecrets);
    }

    private State state(Instant expiresAt, Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (makerLeft) {
            return State.MAKER_LEFT;
        }
        if (!expiresAt.isAfter(now)) {
            return State.EXPIRED;
        }
        return expiresAt.isAfter(now.plus(NOTICE)) ? State.WORKING : State.EXPIRING;
    }
}
