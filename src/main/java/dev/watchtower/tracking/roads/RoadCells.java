package dev.watchtower.tracking.roads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps counted over the cells of every zoom, in memory. Everything is a sum, so counts of two runs add up to one's. */
final class RoadCells {
    /** What is counted of one cell. {@code steps} go to its forward neighbours: east, south-east, south, south-west. */
    static final class Tally {
        int crossings;
        long sumX;
        long sumY;
        final int[] steps = new int[4];
    }

    /** A cell as a tile has it. */
    record TileCell(int zoom, int tileX, int tileY, int cell, Tally tally) {
        private static final Comparator<TileCell> BY_KEY = Comparator.comparingInt(TileCell::zoom)
                .thenComparingInt(TileCell::tileX)
                .thenComparingInt(TileCell::tileY)
                .thenComparingInt(TileCell::cell);
    }

    private record Cell(int zoom, int x, int y) {}

    private final Map<Cell, Tally> tallies = new HashMap<>();

    int size() {
        return tallies.size();
    }

    void count(Step step) {
        var x = Grid.worldX(step.fromLongitude());
        var y = Grid.worldY(step.fromLatitude());
        var toX = Grid.worldX((double) step.fromLongitude() + step.longitudes());
        var toY = Grid.worldY(step.toLatitude());
        for (int zoom = Grid.MIN_ZOOM; zoom <= Grid.MAX_ZOOM; zoom++) {
            var cells = Grid.cells(zoom);
            count(zoom, CellWalk.crossings(x * cells, y * cells, toX * cells, toY * cells));
        }
    }

    private void count(int zoom, List<CellWalk.Crossing> crossings) {
        CellWalk.Crossing before = null;
        Tally beforeTally = null;
        for (var here : crossings) {
            var tally = tally(zoom, here);
            tally.crossings++;
            tally.sumX += here.offsetX();
            tally.sumY += here.offsetY();
            if (before != null && beforeTally != null) {
                int alongX = here.x() - before.x(), alongY = here.y() - before.y();
                var forward = alongY > 0 || alongY == 0 && alongX > 0;
                if (forward) {
                    beforeTally.steps[direction(alongX, alongY)]++;
                } else {
                    tally.steps[direction(-alongX, -alongY)]++;
                }
            }
            before = here;
            beforeTally = tally;
        }
    }

    private static int direction(int alongX, int alongY) {
        return alongY == 0 ? 0 : 2 - alongX;
    }

    /** Across the date line the columns begin anew. */
    private Tally tally(int zoom, CellWalk.Crossing crossing) {
        var column = Math.floorMod(crossing.x(), Grid.cells(zoom));
        return tallies.computeIfAbsent(new Cell(zoom, column, crossing.y()), cell -> new Tally());
    }

    /** All cells, each in every tile that has it inside or in its margin, in the order of the table's key. */
    List<TileCell> inTiles() {
        var found = new ArrayList<TileCell>(tallies.size() + tallies.size() / 16);
        tallies.forEach((cell, tally) -> {
            var tiles = Grid.tiles(cell.zoom());
            for (int row = firstTile(cell.y()); row <= lastTile(cell.y()); row++) {
                for (int column = firstTile(cell.x()); column <= lastTile(cell.x()); column++) {
                    if (row >= 0 && row < tiles) {
                        var number = Grid.cell(cell.x() - column * Grid.TILE_CELLS, cell.y() - row * Grid.TILE_CELLS);
                        found.add(new TileCell(cell.zoom(), Math.floorMod(column, tiles), row, number, tally));
                    }
                }
            }
        });
        found.sort(TileCell.BY_KEY);
        return found;
    }

    private static int firstTile(int cell) {
        return Math.floorDiv(cell - Grid.MARGIN, Grid.TILE_CELLS);
    }

    private static int lastTile(int cell) {
        return Math.floorDiv(cell + Grid.MARGIN, Grid.TILE_CELLS);
    }
}
