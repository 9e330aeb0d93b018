package dev.watchtower.identity.members;

import dev.watchtower.identity.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of an organization.
 *
 * @param lastSignedInAt in this organization; null: never yet
 * @param deactivatedAt since when he is let do nothing here; null: he is active
 */
record Member(
        UUID id,
        String name,
        String email,
        Role role,
        Instant joinedAt,
        @Nullable Instant lastSignedInAt,
        @Nullable Instant deactivatedAt) {
    boolean active() {
        return deactivatedAt == null;
    }
}
