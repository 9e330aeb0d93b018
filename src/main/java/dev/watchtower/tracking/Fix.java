package dev.watchtower.tracking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position of a known truck, checked; what is stored is what was sent. Truck and time are its key.
 *
 * @param recordedAt when the truck was there, in whole milliseconds
 * @param receivedAt when it reached us
 */
record Fix(
        UUID truck,
        UUID organization,
        Instant recordedAt,
        Instant receivedAt,
        GeoPoint point,
        @Nullable Double speedKph,
        @Nullable Double headingDegrees,
        @Nullable Boolean ignition,
        @Nullable Double odometerKm,
        @Nullable Double accuracyMeters,
        Source source) {

    boolean isLaterThan(@Nullable Fix other) {
        return other == null || recordedAt.isAfter(other.recordedAt);
    }
}
