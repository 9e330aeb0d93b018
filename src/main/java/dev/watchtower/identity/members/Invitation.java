package dev.watchtower.identity.members;

import dev.watchtower.identity.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have someone as a member, which is open.
 *
 * @param invitedBy the name; null where it was no person, or one who is no member any more
 * @param holds whether its link works: who invited must be one who still could
 */
record Invitation(
        UUID id,
        String email,
        Role role,
        @Nullable String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        boolean holds) {}
