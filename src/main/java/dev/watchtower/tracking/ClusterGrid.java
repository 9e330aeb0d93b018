package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the trucks of an index by the squares of a grid over the map. */
final class ClusterGrid {
    /** A tile of the map, 512 pixels wide, has 8 squares in a row. */
    private static final int LEVELS_BELOW_ZOOM = 3;
    /** A grid of more squares than this is too fine, whatever the zoom: it bounds the size of a frame. */
    private static final int MOST_SQUARES = 800;
    /** For a watcher that has no zoom. */
    private static final int SUITED_SQUARES = 256;

    private ClusterGrid() {}

    /** @param box null for all trucks of the index */
    static List<Cluster> clusters(FleetIndex index, WatchFilter.@Nullable Box box, @Nullable Integer zoom) {
        var clusters = new ArrayList<Cluster>();
        read(index, box, zoom, (from, to, inside) -> {
            var tally = new Tally(index);
            if (inside || box == null) {
                tally.add(from, to);
            } else {
                tally.addWithin(box, from, to);
            }
            if (tally.count > 0) {
                clusters.add(tally.cluster());
            }
        });
        return clusters;
    }

    /** The trucks in the box, and some around it. */
    static List<Sighting> near(FleetIndex index, WatchFilter.Box box) {
        var found = new ArrayList<Sighting>();
        read(index, box, null, (from, to, inside) -> {
            for (int i = from; i < to; i++) {
                found.add(index.truck(i));
            }
        });
        return found;
    }

    private static void read(
            FleetIndex index, WatchFilter.@Nullable Box box, @Nullable Integer zoom, FleetIndex.Reader reader) {
        if (index.size() > 0) {
            var areas = MapArea.of(box == null ? index.box() : box);
            var level = level(areas, zoom);
            areas.forEach(area -> index.read(area, level, reader));
        }
    }

    private static int level(List<MapArea> areas, @Nullable Integer zoom) {
        var most = zoom == null ? SUITED_SQUARES : MOST_SQUARES;
        var level = zoom == null ? ZOrder.FINEST : Math.min(ZOrder.FINEST, zoom + LEVELS_BELOW_ZOOM);
        while (level > 0 && squares(areas, level) > most) {
            level--;
        }
        return level;
    }

    private static double squares(List<MapArea> areas, int level) {
        return areas.stream().mapToDouble(area -> area.squares(level)).sum();
    }

    private static final class Tally {
        private final FleetIndex index;
        private int count;
        private double latitudes;
        private double longitudes;
        private final int[] motions = new int[Motion.values().length];
        private int last;

        Tally(FleetIndex index) {
            this.index = index;
        }

        void add(int from, int to) {
            count += to - from;
            latitudes += index.sumOfLatitudes(from, to);
            longitudes += index.sumOfLongitudes(from, to);
            for (var motion : Motion.values()) {
                motions[motion.ordinal()] += index.count(motion, from, to);
            }
            last = to - 1;
        }

        void addWithin(WatchFilter.Box box, int from, int to) {
            for (int i = from; i < to; i++) {
                if (box.holds(index.place(i))) {
                    add(i, i + 1);
                }
            }
        }

        Cluster cluster() {
            return new Cluster(
                    rounded(latitudes / count),
                    rounded(longitudes / count),
                    count,
                    motions[Motion.MOVING.ordinal()],
                    motions[Motion.IDLING.ordinal()],
                    motions[Motion.STOPPED.ordinal()],
                    motions[Motion.OFFLINE.ordinal()],
                    count == 1 ? index.truck(last).truck().id() : null);
        }

        /** To a metre. */
        private static double rounded(double degrees) {
            return Math.round(degrees * 1e5) / 1e5;
        }
    }
}
