package dev.watchtower.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position as a sender reports it, not yet checked.
 *
 * @param truck our id, a truck number or a device id
 * @param headingDegrees clockwise from north
 * @param odometerKm the truck's own count
 * @param accuracyMeters radius within which the sender believes the truck to be
 */
public record PositionReport(
        String truck,
        Instant recordedAt,
        double latitude,
        double longitude,
        @Nullable Double speedKph,
        @Nullable Double headingDegrees,
        @Nullable Boolean ignition,
        @Nullable Double odometerKm,
        @Nullable Double accuracyMeters)
        implements Received {}
