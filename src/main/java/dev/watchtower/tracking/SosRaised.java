package dev.watchtower.tracking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A driver calls for help. Told once for each call, after it is kept; what a listener does in the same transaction
 * commits with that.
 *
 * @param call its id
 * @param sentAt by the device's clock
 * @param point where the device believed itself to be; null where it did not know
 */
public record SosRaised(
        UUID organization,
        UUID truck,
        UUID call,
        Instant sentAt,
        Instant receivedAt,
        @Nullable GeoPoint point) {}
