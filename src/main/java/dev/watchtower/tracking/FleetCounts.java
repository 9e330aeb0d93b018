package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many trucks of a fleet do what, and where they all are, as watchers are told it.
 *
 * @param total without the archived ones
 * @param box west, south, east and north of all that have a fix, in hundredths of a degree; null where none has
 */
record FleetCounts(
        int total,
        int moving,
        int idling,
        int stopped,
        int offline,
        int noFix,
        @Nullable List<Double> box) {
    /** A box that is not exact does not change with each fix of the outermost truck. */
    private static final double STEPS = 100;

    static FleetCounts of(FleetIndex index, int noFix) {
        return new FleetCounts(
                index.size() + noFix,
                index.count(Motion.MOVING, 0, index.size()),
                index.count(Motion.IDLING, 0, index.size()),
                index.count(Motion.STOPPED, 0, index.size()),
                index.count(Motion.OFFLINE, 0, index.size()),
                noFix,
                index.size() == 0 ? null : around(index.box()));
    }

    private static List<Double> around(WatchFilter.Box box) {
        return List.of(
                Math.floor(box.west() * STEPS) / STEPS,
                Math.floor(box.south() * STEPS) / STEPS,
                Math.ceil(box.east() * STEPS) / STEPS,
                Math.ceil(box.north() * STEPS) / STEPS);
    }
}
