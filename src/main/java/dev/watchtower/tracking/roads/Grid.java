package dev.watchtower.tracking.roads;

/**
 * Web Mercator at each zoom cut into cells, 256 by 256 a tile: in Athens a cell measures some 480 m at zoom 8 and 15 m at
 * zoom 13. A tile also knows the cells within a margin around it, so that lines that cross its edge, or run beside it,
 * are drawn whole.
 */
final class Grid {
    static final int MIN_ZOOM = 5;
    static final int MAX_ZOOM = 13;
    static final int TILE_CELLS = 256;
    static final int MARGIN = 2;
    /** Cells from one end of a tile's margin to the other. */
    static final int SPAN = TILE_CELLS + 2 * MARGIN;
    /** A crossing's place within its cell is counted in this part of the cell's side. */
    static final int CELL_UNITS = 256;

    private Grid() {}

    static int tiles(int zoom) {
        return 1 << zoom;
    }

    /** Cells around the world. */
    static int cells(int zoom) {
        return TILE_CELLS << zoom;
    }

    /** From 0 at the date line to 1 at the date line. */
    static double worldX(double longitudeE7) {
        return longitudeE7 / 3.6e9 + 0.5;
    }

    /** From 0 at 85.05 degrees north to 1 at 85.05 degrees south. */
    static double worldY(double latitudeE7) {
        var sine = Math.sin(Math.toRadians(latitudeE7 * 1e-7));
        return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }

    /** The number of a tile's cell; columns and rows are counted from the tile's north-west corner, without its margin. */
    static int cell(int column, int row) {
        return (row + MARGIN) * SPAN + column + MARGIN;
    }
}
