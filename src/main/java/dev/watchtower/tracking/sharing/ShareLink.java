package dev.watchtower.tracking.sharing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link to one truck, without its token: that is known to whoever was given it.
 *
 * @param note whom it is for; never shown to who opens it
 * @param lastOpenedAt when it was last looked at, to the minute
 */
record ShareLink(
        UUID id,
        @Nullable String note,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastOpenedAt) {}
