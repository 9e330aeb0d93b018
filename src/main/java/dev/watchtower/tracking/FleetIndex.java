package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where trucks were at one moment, in the order of {@link ZOrder}. What is in a square, however large, is one stretch of
 * them, and its counts and means are differences of sums along the whole: reading costs as much as there are squares.
 */
final class FleetIndex {
    /** What is left of a long beside a square: a truck's number among those that are sorted. */
    private static final int NUMBER_BITS = Long.SIZE - 1 - 2 * ZOrder.FINEST;

    private static final int MOTIONS = Motion.values().length;

    /** Takes in the trucks of one square. */
    interface Reader {
        /** @param inside whether the whole square is in the area that was asked for */
        void read(int from, int to, boolean inside);
    }

    private final int size;
    private final Sighting[] trucks;
    private final long[] squares;
    /** Sums over the trucks before each. */
    private final double[] latitudes;

    private final double[] longitudes;
    private final int[] motions;
    private double west = Double.POSITIVE_INFINITY;
    private double south = Double.POSITIVE_INFINITY;
    private double east = Double.NEGATIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;

    /** @param shown trucks that have a place */
    FleetIndex(List<Sighting> shown) {
        size = shown.size();
        trucks = new Sighting[size];
        squares = new long[size];
        latitudes = new double[size + 1];
        longitudes = new double[size + 1];
        motions = new int[(size + 1) * MOTIONS];
        var sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = ZOrder.square(place(shown.get(i))) << NUMBER_BITS | i;
        }
        Arrays.sort(sorted);
        for (int i = 0; i < size; i++) {
            squares[i] = sorted[i] >>> NUMBER_BITS;
            put(i, shown.get((int) (sorted[i] & (1 << NUMBER_BITS) - 1)));
        }
    }

    private void put(int i, Sighting truck) {
        var at = place(truck);
        trucks[i] = truck;
        latitudes[i + 1] = latitudes[i] + at.latitude();
        longitudes[i + 1] = longitudes[i] + at.longitude();
        west = Math.min(west, at.longitude());
        south = Math.min(south, at.latitude());
        east = Math.max(east, at.longitude());
        north = Math.max(north, at.latitude());
        System.arraycopy(motions, i * MOTIONS, motions, (i + 1) * MOTIONS, MOTIONS);
        motions[(i + 1) * MOTIONS + truck.motion().ordinal()]++;
    }

    int size() {
        return size;
    }

    /** Of all trucks; not to be asked for where there are none. */
    WatchFilter.Box box() {
        return new WatchFilter.Box(west, south, east, north);
    }

    Sighting truck(int i) {
        return trucks[i];
    }

    GeoPoint place(int i) {
        return place(trucks[i]);
    }

    int count(Motion motion, int from, int to) {
        return motions[to * MOTIONS + motion.ordinal()] - motions[from * MOTIONS + motion.ordinal()];
    }

    double sumOfLatitudes(int from, int to) {
        return latitudes[to] - latitudes[from];
    }

    double sumOfLongitudes(int from, int to) {
        return longitudes[to] - longitudes[from];
    }

    /** Hands over the trucks of each square of a level that touches the area and has any. */
    void read(MapArea area, int level, Reader reader) {
        read(new Square(0, 0, 0, 0), 0, size, area, level, reader);
    }

    private void read(Square square, int from, int to, MapArea area, int level, Reader reader) {
        if (from == to || !area.touches(square.level, square.column, square.row)) {
            return;
        }
        if (square.level == level) {
            reader.read(from, to, area.contains(square.level, square.column, square.row));
            return;
        }
        var begin = from;
        for (int quarter = 0; quarter < 4; quarter++) {
            var next = square.quarter(quarter);
            var end = quarter == 3 ? to : first(next.end(), begin, to);
            read(next, begin, end, area, level, reader);
            begin = end;
        }
    }

    /** The first truck from a number on. */
    private int first(long number, int from, int to) {
        int low = from, high = to;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (squares[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static GeoPoint place(Sighting truck) {
        return Objects.requireNonNull(truck.at());
    }

    /** @param number of it among those of its level */
    private record Square(int level, int column, int row, long number) {
        Square quarter(int which) {
            return new Square(level + 1, column * 2 + (which & 1), row * 2 + (which >> 1), number * 4 + which);
        }

        /** The finest square behind it. */
        long end() {
            return number + 1 << 2 * (ZOrder.FINEST - level);
        }
    }
}
