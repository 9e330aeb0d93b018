package dev.watchtower.tracking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Speed and heading of a fix: as sent, else as they follow from the neighbouring fix.
 *
 * @param derived whether one of the two was computed
 */
record Derived(@Nullable Double speedKph, @Nullable Double headingDegrees, boolean derived) {
    private static final Duration FARTHEST_NEIGHBOUR = Duration.ofMinutes(5);
    /** Faster between two fixes is a jump of the receiver, not a speed. */
    private static final double JUMP_KPH = 150;
    /** Within the noise of a standing receiver a direction means nothing. */
    private static final double SHORTEST_WAY_METERS = 15;

    /** @param neighbour the fix before it, or after it where there is none before */
    static Derived of(Fix fix, @Nullable Fix neighbour) {
        var speed = fix.speedKph();
        var heading = fix.headingDegrees();
        if (speed != null && heading != null || neighbour == null) {
            return new Derived(speed, heading, false);
        }
        var before = fix.isLaterThan(neighbour) ? neighbour : fix;
        var after = before == fix ? neighbour : fix;
        var time = Duration.between(before.recordedAt(), after.recordedAt());
        var meters = before.point().distanceMeters(after.point());
        var kph = meters / time.toMillis() * 3_600;
        if (time.compareTo(FARTHEST_NEIGHBOUR) > 0 || kph > JUMP_KPH) {
            return new Derived(speed, heading, false);
        }
        Double way =
                meters < SHORTEST_WAY_METERS ? null : (Double) before.point().bearingDegrees(after.point());
        return new Derived(
                speed == null ? Double.valueOf(kph) : speed,
                heading == null ? way : heading,
                speed == null || heading == null && way != null);
    }
}
