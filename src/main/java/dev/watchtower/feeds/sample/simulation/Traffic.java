package dev.watchtower.feeds.sample.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/** How full the roads are, by the hour of a zone. */
final class Traffic {
    /** From 0 (empty) to 1, at each full hour. */
    private static final double[] BY_HOUR = {
        0.05, 0.05, 0.05, 0.05, 0.1, 0.2, 0.5, 0.85, 1, 0.75, 0.55, 0.5, 0.55, 0.6, 0.6, 0.65, 0.8, 1, 0.9, 0.6, 0.4,
        0.25, 0.15, 0.1
    };

    private static final Set<DayOfWeek> QUIET_DAYS = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final ZoneId zone;

    Traffic(ZoneId zone) {
        this.zone = zone;
    }

    /** From 0 to 1. */
    double at(double epochSecond) {
        var time = Instant.ofEpochSecond((long) epochSecond).atZone(zone);
        var hour = time.getHour();
        var part = time.getMinute() / 60.0;
        var full = BY_HOUR[hour] * (1 - part) + BY_HOUR[(hour + 1) % BY_HOUR.length] * part;
        return QUIET_DAYS.contains(time.getDayOfWeek()) ? full / 2 : full;
    }
}
