package dev.watchtower.tracking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position of a known truck, checked; what is stored is what was sent. Truck and time are its key.
 *
 * <p>It holds plain numbers and makes objects of them when asked: the newest fixes of all trucks live until the next ones
 * come, and each object more is one more for the garbage collector to move.
 */
final class Fix {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final byte UNKNOWN = -1;

    private final UUID truck;
    private final UUID organization;
    private final long recordedAtMillis;
    private final long receivedAtMicros;
    private final double latitude;
    private final double longitude;
    // NaN where it was not sent
    private final double speedKph;
    private final double headingDegrees;
    private final double odometerKm;
    private final double accuracyMeters;
    private final byte ignition;
    private final Source source;

    /**
     * @param recordedAt when the truck was there, in whole milliseconds
     * @param receivedAt when it reached us, in whole microseconds
     */
    Fix(
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
        this.truck = truck;
        this.organization = organization;
        recordedAtMillis = recordedAt.toEpochMilli();
        receivedAtMicros = receivedAt.getEpochSecond() * MICROS_PER_SECOND + receivedAt.getNano() / NANOS_PER_MICRO;
        latitude = point.latitude();
        longitude = point.longitude();
        this.speedKph = orNaN(speedKph);
        this.headingDegrees = orNaN(headingDegrees);
        this.odometerKm = orNaN(odometerKm);
        this.accuracyMeters = orNaN(accuracyMeters);
        this.ignition = ignition == null ? UNKNOWN : (byte) (ignition ? 1 : 0);
        this.source = source;
    }

    UUID truck() {
        return truck;
    }

    UUID organization() {
        return organization;
    }

    Instant recordedAt() {
        return Instant.ofEpochMilli(recordedAtMillis);
    }

    Instant receivedAt() {
        return Instant.EPOCH.plus(receivedAtMicros, ChronoUnit.MICROS);
    }

    GeoPoint point() {
        return new GeoPoint(latitude, longitude);
    }

    @Nullable
    Double speedKph() {
        return orNull(speedKph);
    }

    @Nullable
    Double headingDegrees() {
        return orNull(headingDegrees);
    }

    @Nullable
    Boolean ignition() {
        return ignition == UNKNOWN ? null : (Boolean) (ignition == 1);
    }

    @Nullable
    Double odometerKm() {
        return orNull(odometerKm);
    }

    @Nullable
    Double accuracyMeters() {
        return orNull(accuracyMeters);
    }

    Source source() {
        return source;
    }

    boolean isLaterThan(@Nullable Fix other) {
        return other == null || recordedAtMillis > other.recordedAtMillis;
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
