package dev.watchtower.tracking.motion;

import org.jspecify.annotations.Nullable;

/**
 * A fix as the fold sees it, in whole numbers, so that states compare exactly.
 *
 * @param at when the truck was there, in milliseconds since 1970
 * @param latitude in 1e-7 degrees
 * @param longitude in 1e-7 degrees
 * @param ignition null where it is unknown
 * @param speedKph as sent; NaN where it was not
 */
public record MotionFix(
        long at, int latitude, int longitude, @Nullable Boolean ignition, float speedKph) {
    private static final double UNITS_PER_DEGREE = 1e7;

    /** @param speedKph null where it was not sent */
    public static MotionFix of(
            long at,
            double latitudeDegrees,
            double longitudeDegrees,
            @Nullable Boolean ignition,
            @Nullable Float speedKph) {
        return new MotionFix(
                at,
                (int) Math.round(latitudeDegrees * UNITS_PER_DEGREE),
                (int) Math.round(longitudeDegrees * UNITS_PER_DEGREE),
                ignition,
                speedKph == null ? Float.NaN : speedKph);
    }

    public double latitudeDegrees() {
        return latitude / UNITS_PER_DEGREE;
    }

    public double longitudeDegrees() {
        return longitude / UNITS_PER_DEGREE;
    }

    boolean hasSpeed() {
        return !Float.isNaN(speedKph);
    }

    boolean runs() {
        return Boolean.TRUE.equals(ignition);
    }

    /** Great-circle distance in centimetres. */
    long centimetresTo(MotionFix other) {
        return Sphere.centimetres(latitude, longitude, other.latitude, other.longitude);
    }
}
