package dev.watchtower.tracking.roads;

import java.util.ArrayList;
import java.util.List;

/** Which cells a straight line crosses, in order (after Amanatides and Woo, "A Fast Voxel Traversal Algorithm"). */
final class CellWalk {
    /**
     * @param x column and {@code y} row of the cell
     * @param offsetX where within the cell, and {@code offsetY}: the middle of the line's part inside, 0 to 255
     */
    record Crossing(int x, int y, int offsetX, int offsetY) {
        boolean touches(int otherX, int otherY) {
            return Math.abs(otherX - x) <= 1 && Math.abs(otherY - y) <= 1;
        }
    }

    /** A cell that is crossed for less than this many cells' sides is only clipped at a corner. */
    private static final double CLIPPED = 0.5;

    private CellWalk() {}

    /**
     * The crossings from the cell of one point to that of the other; points are in cells. Each cell touches the one
     * before it, by a side or a corner: one that is only clipped between two that touch is left out, so that a slanting
     * road is not drawn as stairs.
     */
    static List<Crossing> crossings(double fromX, double fromY, double toX, double toY) {
        double alongX = toX - fromX, alongY = toY - fromY;
        int x = floor(fromX), y = floor(fromY);
        int columns = Math.abs(floor(toX) - x), rows = Math.abs(floor(toY) - y);
        int stepX = alongX > 0 ? 1 : -1, stepY = alongY > 0 ? 1 : -1;
        // Parts of the whole way: where the next column and row begin, and how long one lasts.
        double perColumn = 1 / Math.abs(alongX), perRow = 1 / Math.abs(alongY);
        double nextColumn = (stepX > 0 ? x + 1 - fromX : fromX - x) * perColumn;
        double nextRow = (stepY > 0 ? y + 1 - fromY : fromY - y) * perRow;
        var length = Math.hypot(alongX, alongY);
        var crossings = new ArrayList<Crossing>(columns + rows + 1);
        var entered = 0.0;
        while (columns > 0 || rows > 0) {
            var sideways = rows == 0 || columns > 0 && nextColumn < nextRow;
            var left = Math.clamp(sideways ? nextColumn : nextRow, entered, 1);
            int nextX = sideways ? x + stepX : x, nextY = sideways ? y : y + stepY;
            var clipped = (left - entered) * length < CLIPPED
                    && !crossings.isEmpty()
                    && crossings.getLast().touches(nextX, nextY);
            if (!clipped) {
                crossings.add(crossing(x, y, fromX, fromY, alongX, alongY, (entered + left) / 2));
            }
            if (sideways) {
                columns--;
                nextColumn += perColumn;
            } else {
                rows--;
                nextRow += perRow;
            }
            x = nextX;
            y = nextY;
            entered = left;
        }
        crossings.add(crossing(x, y, fromX, fromY, alongX, alongY, (entered + 1) / 2));
        return crossings;
    }

    private static Crossing crossing(
            int x, int y, double fromX, double fromY, double alongX, double alongY, double part) {
        return new Crossing(x, y, offset(fromX + alongX * part - x), offset(fromY + alongY * part - y));
    }

    private static int offset(double withinCell) {
        return Math.clamp((long) (withinCell * Grid.CELL_UNITS), 0, Grid.CELL_UNITS - 1);
    }

    private static int floor(double value) {
        return (int) Math.floor(value);
    }
}
