package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static dev.watchtower.testing.Positions.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A truck's fixes as a tracker would send them: it drives east, stands, falls silent, is somewhere else. */
final class Drive {
    private static final double LATITUDE = 38;
    private static final double METERS_PER_DEGREE = 87_622; // of longitude, at this latitude

    private final String truck;
    private final List<Map<String, Object>> fixes = new ArrayList<>();
    private Instant now;
    private double meters;
    private Boolean ignition;

    Drive(String truck, Instant start) {
        this.truck = truck;
        this.now = start;
    }

    /** With the ignition on or off from here on. */
    Drive ignition(boolean on) {
        ignition = on;
        return this;
    }

    /** A fix each 30 s. */
    Drive moves(Duration time, double kph) {
        for (var end = now.plus(time); now.isBefore(end); ) {
            fix();
            now = now.plusSeconds(30);
            meters += kph / 3.6 * 30;
        }
        return this;
    }

    Drive stands(Duration time) {
        return moves(time, 0);
    }

    /** Nothing is heard meanwhile; the next fix is that many metres on. */
    Drive silent(Duration time, double kilometers) {
        now = now.plus(time);
        meters += kilometers * 1_000;
        return this;
    }

    Drive fix() {
        var fix = position(truck, now, LATITUDE, longitude());
        fixes.add(ignition == null ? fix : with(fix, "ignition", ignition));
        return this;
    }

    /** A fix far off the road, 10 s after the one before; the drive itself goes on as it was. */
    Drive wild() {
        fixes.add(position(truck, now.minusSeconds(20), LATITUDE + 0.05, longitude()));
        return this;
    }

    Instant now() {
        return now;
    }

    double longitude() {
        return 23 + meters / METERS_PER_DEGREE;
    }

    List<Map<String, Object>> fixes() {
        return fixes;
    }
}
