package dev.watchtower.tracking.roads;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A vector tile, read back. */
record Tile(List<Line> lines) {
    record Point(int x, int y) {}

    record Line(int count, List<Point> points) {}

    /** Either way round it is the same. */
    record Segment(Point from, Point to, int count) implements Comparable<Segment> {
        private static final Comparator<Point> POINTS =
                Comparator.comparingInt(Point::x).thenComparingInt(Point::y);
        private static final Comparator<Segment> ORDER = Comparator.comparing(Segment::from, POINTS)
                .thenComparing(Segment::to, POINTS)
                .thenComparingInt(Segment::count);

        static Segment between(Point one, Point other, int count) {
            return POINTS.compare(one, other) < 0 ? new Segment(one, other, count) : new Segment(other, one, count);
        }

        @Override
        public int compareTo(Segment other) {
            return ORDER.compare(this, other);
        }
    }

    Tile(byte[] encoded) {
        this(read(encoded));
    }

    List<Segment> segments() {
        var segments = new ArrayList<Segment>();
        for (var line : lines) {
            for (int i = 1; i < line.points.size(); i++) {
                segments.add(Segment.between(line.points.get(i - 1), line.points.get(i), line.count));
            }
        }
        return segments;
    }

    private static List<Line> read(byte[] encoded) {
        try {
            var layer = MvtReader.loadMvt(
                            new ByteArrayInputStream(encoded), new GeometryFactory(), new TagKeyValueMapConverter())
                    .getLayer(RoadTile.LAYER);
            var lines = new ArrayList<Line>();
            for (var feature : layer.getGeometries()) {
                var count = ((Number) ((Map<?, ?>) feature.getUserData()).get(RoadTile.COUNT)).intValue();
                for (int i = 0; i < feature.getNumGeometries(); i++) {
                    lines.add(new Line(count, points(feature.getGeometryN(i))));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Point> points(Geometry line) {
        return Arrays.stream(line.getCoordinates())
                .map(point -> new Point((int) point.x, (int) point.y))
                .toList();
    }
}
