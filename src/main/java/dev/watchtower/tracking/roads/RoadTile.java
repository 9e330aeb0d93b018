package dev.watchtower.tracking.roads;

import dev.watchtower.tracking.roads.RoadRepository.DrawnCell;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtEncoder;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsMvt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * A tile's cells as lines: each cell is drawn at the middle of its crossings, and steps between two cells as a line of
 * its own count. Counts are rounded, which hardly shows where colours go by their logarithm, so that steps that follow
 * each other are mostly one line.
 */
final class RoadTile {
    static final String LAYER = "roads";
    static final String COUNT = "n";
    /** Units of a tile's side, the format's usual number. */
    static final int EXTENT = 4_096;

    private static final int UNITS_PER_CELL = EXTENT / Grid.TILE_CELLS;
    private static final int DIRECTIONS = 8;
    /** From a cell to its neighbours, clockwise from the east; the first four are the forward ones. */
    private static final int[] NEIGHBOURS = {
        1, Grid.SPAN + 1, Grid.SPAN, Grid.SPAN - 1, -1, -Grid.SPAN - 1, -Grid.SPAN, -Grid.SPAN + 1
    };
    /** Which way a line goes on, if it can: straight, else with the smallest turn. */
    private static final int[] TURNS = {0, 1, -1, 2, -2, 3, -3};

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final @Nullable Coordinate[] points = new Coordinate[Grid.SPAN * Grid.SPAN];
    /** The rounded count of each edge that is not drawn yet, four to a cell. */
    private final int[] edges = new int[4 * Grid.SPAN * Grid.SPAN];

    private final SortedMap<Integer, List<Integer>> edgesByCount = new TreeMap<>();

    /** The cells as a Mapbox vector tile; empty where there is nothing to draw. */
    static byte[] encode(List<DrawnCell> cells) {
        var features = new RoadTile(cells).features();
        return features.isEmpty() ? new byte[0] : MvtEncoder.encode(new JtsMvt(new JtsLayer(LAYER, features)));
    }

    private RoadTile(List<DrawnCell> cells) {
        for (var cell : cells) {
            points[cell.cell()] = point(cell);
        }
        for (var cell : cells) {
            edge(cell.cell(), 0, cell.east());
            edge(cell.cell(), 1, cell.southEast());
            edge(cell.cell(), 2, cell.south());
            edge(cell.cell(), 3, cell.southWest());
        }
    }

    /** Rounded down to its first two binary digits: 1, 2, 3, 4, 6, 8, 12, 16, 24 … */
    static int rounded(int count) {
        var first = Integer.highestOneBit(count);
        return count & (first | first >> 1);
    }

    private static Coordinate point(DrawnCell cell) {
        int column = cell.cell() % Grid.SPAN - Grid.MARGIN, row = cell.cell() / Grid.SPAN - Grid.MARGIN;
        return new CoordinateXY(units(column, cell.meanX()), units(row, cell.meanY()));
    }

    private static int units(int cell, int offset) {
        return Math.round((cell + (offset + 0.5f) / Grid.CELL_UNITS) * UNITS_PER_CELL);
    }

    /** Leaves out what leads beyond the margin. */
    private void edge(int cell, int direction, int count) {
        var to = cell + NEIGHBOURS[direction];
        var columns = Math.abs(to % Grid.SPAN - cell % Grid.SPAN);
        if (count > 0 && columns <= 1 && to < points.length && points[to] != null) {
            edges[4 * cell + direction] = rounded(count);
            edgesByCount.computeIfAbsent(rounded(count), n -> new ArrayList<>()).add(4 * cell + direction);
        }
    }

    /** One for each count, the most driven last, on top. */
    private List<Geometry> features() {
        var features = new ArrayList<Geometry>();
        edgesByCount.forEach((count, its) -> {
            var lines = its.stream()
                    .filter(edge -> edges[edge] > 0)
                    .map(edge -> line(edge / 4, edge % 4, count))
                    .toArray(LineString[]::new);
            var feature = GEOMETRY.createMultiLineString(lines);
            feature.setUserData(Map.of(COUNT, count));
            features.add(feature);
        });
        return features;
    }

    /** The line that this edge is part of, through edges of the same count as far as they go on from both its ends. */
    private LineString line(int cell, int direction, int count) {
        var to = cell + NEIGHBOURS[direction];
        edges[4 * cell + direction] = 0;
        var line = new ArrayDeque<Coordinate>();
        line.addFirst(pointOf(cell));
        line.addLast(pointOf(to));
        follow(to, direction, count, line::addLast);
        follow(cell, direction + DIRECTIONS / 2, count, line::addFirst);
        return GEOMETRY.createLineString(line.toArray(Coordinate[]::new));
    }

    private void follow(int cell, int heading, int count, Consumer<Coordinate> line) {
        var at = cell;
        for (var next = take(at, heading, count); next >= 0; next = take(at, next, count)) {
            at += NEIGHBOURS[next];
            line.accept(pointOf(at));
        }
    }

    /** Takes an edge of this count that leads on from the cell; its direction, or -1 where there is none. */
    private int take(int cell, int heading, int count) {
        for (var turn : TURNS) {
            var direction = Math.floorMod(heading + turn, DIRECTIONS);
            var edge = direction < DIRECTIONS / 2
                    ? 4 * cell + direction
                    : 4 * (cell + NEIGHBOURS[direction]) + direction - DIRECTIONS / 2;
            if (edge >= 0 && edges[edge] == count) {
                edges[edge] = 0;
                return direction;
            }
        }
        return -1;
    }

    private Coordinate pointOf(int cell) {
        return Objects.requireNonNull(points[cell]);
    }
}
