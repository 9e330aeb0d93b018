package dev.watchtower.identity.keys;

import dev.watchtower.identity.Permission;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A key that works, as the database said at most some seconds ago.
 *
 * @param madeBy the member, who still is one
 * @param scopes of the key's own those that its maker has today
 * @param expiresAt when the secret that was sent does
 */
public record ActingKey(
        UUID id, UUID organization, UUID madeBy, Set<Permission> scopes, int requestsPerMinute, Instant expiresAt) {}
