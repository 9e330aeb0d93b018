package dev.watchtower.tracking.playback;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the paths of trucks from a moment on, for as long a time as holds about {@link #MOST_POSITIONS} of them. Nobody
 * knows beforehand how long that is: it begins short, goes on while there is room, and takes back a stretch that was too
 * long.
 */
final class PathReader {
    /** So many are sent at once. Within one millisecond there may be more, one of each truck. */
    static final int MOST_POSITIONS = 20_000;
    /** So many are looked at for it, where most are left out. */
    private static final int MOST_ROWS = 300_000;
    /** Trackers seldom send more often: a first stretch by this rule is seldom too long. */
    private static final long USUAL_MILLIS = 15_000;

    private static final long MOST_THINNED = MOST_ROWS / MOST_POSITIONS * USUAL_MILLIS;

    private final PlayedPositions positions;
    private final List<UUID> trucks;
    private final long every;
    private final @Nullable TruckPath[] paths;
    private int kept;
    private int rows;

    PathReader(PlayedPositions positions, List<UUID> trucks, long everyMillis) {
        this.positions = positions;
        this.trucks = trucks;
        this.every = everyMillis;
        this.paths = new TruckPath[trucks.size()];
    }

    /** Reads from a moment on, at most to another; up to which one all is read. */
    long read(long from, long to) {
        var until = from;
        var step = firstStep();
        while (until < to && kept <= MOST_POSITIONS / 4 && rows <= MOST_ROWS / 4) {
            step = Math.min(step, to - until);
            var sizes = sizes();
            var rowsBefore = rows;
            if (take(until, until + step)) {
                until += step;
                step *= 4;
            } else {
                shorten(sizes);
                rows = rowsBefore;
                if (until > from) {
                    return until;
                }
                step /= 2;
            }
        }
        return until;
    }

    /** By the index of the truck; null where it has none. */
    @Nullable
    TruckPath path(int truck) {
        return paths[truck];
    }

    private long firstStep() {
        var apart = Math.clamp(every, USUAL_MILLIS, MOST_THINNED);
        return Math.max(1, MOST_POSITIONS * apart / Math.max(1, trucks.size()));
    }

    private boolean take(long from, long to) {
        var oneMoment = to - from == 1;
        var rowsBefore = rows;
        var all = positions.read(trucks, from, to, (truck, position) -> {
            var path = paths[truck];
            if (path == null) {
                path = new TruckPath(every);
                paths[truck] = path;
            }
            kept += path.take(position);
            rows++;
            return oneMoment || kept <= MOST_POSITIONS && rows - rowsBefore <= MOST_ROWS;
        });
        kept = IntStream.of(sizes()).sum();
        return all;
    }

    private int[] sizes() {
        return IntStream.range(0, paths.length)
                .map(truck -> paths[truck] instanceof TruckPath path ? path.size() : 0)
                .toArray();
    }

    private void shorten(int[] sizes) {
        for (int truck = 0; truck < paths.length; truck++) {
            if (paths[truck] instanceof TruckPath path) {
                path.shorten(sizes[truck]);
            }
        }
        kept = IntStream.of(sizes).sum();
    }
}
