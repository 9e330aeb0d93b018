package dev.watchtower.tracking;

import java.util.List;

/** A rectangle of the map in shares of its width and height, from its north-western corner. */
record MapArea(double west, double north, double east, double south) {
    /** A box across the date line is two areas. */
    static List<MapArea> of(WatchFilter.Box box) {
        var north = ZOrder.y(box.north());
        var south = ZOrder.y(box.south());
        var west = ZOrder.x(box.west());
        var east = ZOrder.x(box.east());
        return west <= east
                ? List.of(new MapArea(west, north, east, south))
                : List.of(new MapArea(west, north, 1, south), new MapArea(0, north, east, south));
    }

    boolean touches(int level, int column, int row) {
        var size = 1.0 / (1 << level);
        return column * size <= east && (column + 1) * size >= west && row * size <= south && (row + 1) * size >= north;
    }

    boolean contains(int level, int column, int row) {
        var size = 1.0 / (1 << level);
        return column * size >= west && (column + 1) * size <= east && row * size >= north && (row + 1) * size <= south;
    }

    /** How many squares of a level it touches. */
    double squares(int level) {
        return between(west, east, level) * between(north, south, level);
    }

    private static double between(double from, double to, int level) {
        var most = 1 << level;
        return Math.floor(Math.min(to, 1) * most) - Math.floor(Math.max(from, 0) * most) + 1;
    }
}
