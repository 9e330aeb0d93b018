package dev.watchtower.tracking.playback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where one truck drove faster than a limit. Its speed is what its tracker sent; where that sends none, the way
 * between two positions 15 to 90 seconds apart tells it (over a shorter time the receiver's error weighs too much). It
 * drives too fast from two speeds over the limit that follow each other, until one that is 5 km/h or more below it, and
 * never across a silence of more than 90 seconds. Positions come in the order of time.
 */
final class FastDriving {
    /** From so far below the limit on it is over. */
    static final int HYSTERESIS_KPH = 5;

    static final long SHORTEST_MILLIS = 15_000;
    static final long LONGEST_MILLIS = 90_000;
    /** Faster than this is a fault of the receiver, as it is for the fold. */
    private static final double WILD_METERS = 300;

    /**
     * Times are milliseconds since 1970.
     *
     * @param fastest where the truck was fastest
     */
    record Found(long from, long to, double topKph, StoredPosition fastest) {}

    private final double limitKph;
    private final double wildKph;
    private final List<Found> found = new ArrayList<>();
    /** From where the next speed is derived. */
    private @Nullable StoredPosition before;

    private long lastAt;
    private @Nullable Found going;
    private int over;

    FastDriving(double limitKph, double wildKph) {
        this.limitKph = limitKph;
        this.wildKph = wildKph;
    }

    void take(StoredPosition position) {
        var from = before;
        if (from == null || position.at() - lastAt > LONGEST_MILLIS) {
            end();
            from = null;
        }
        if (!Float.isNaN(position.speedKph())) {
            if (position.speedKph() <= wildKph) {
                speed(position.at(), position.speedKph(), position);
            }
        } else if (from != null) {
            var millis = position.at() - from.at();
            if (millis < SHORTEST_MILLIS) {
                lastAt = position.at();
                return;
            }
            var meters = from.metersTo(position);
            var kph = meters * 3_600 / millis;
            if (kph > wildKph && meters > WILD_METERS) {
                return;
            }
            if (kph <= wildKph && millis <= LONGEST_MILLIS) {
                speed(from.at(), kph, position);
            }
        }
        before = position;
        lastAt = position.at();
    }

    /** What was found; what was going on has ended with the last position. */
    List<Found> found() {
        end();
        return found;
    }

    private void speed(long since, double kph, StoredPosition position) {
        if (kph <= limitKph && over < 2 || kph <= limitKph - HYSTERESIS_KPH) {
            end();
            return;
        }
        over += kph > limitKph ? 1 : 0;
        var so = going;
        going = so == null
                ? new Found(since, position.at(), kph, position)
                : new Found(so.from, position.at(), Math.max(so.topKph, kph), kph > so.topKph ? position : so.fastest);
    }

    private void end() {
        if (going != null && over >= 2) {
            found.add(going);
        }
        going = null;
        over = 0;
    }
}
