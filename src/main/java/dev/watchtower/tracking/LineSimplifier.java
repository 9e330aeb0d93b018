package dev.watchtower.tracking;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/**
 * Leaves out the points of a line that lie within a tolerance of it (Douglas and Peucker, 1973), on a plane laid through
 * the line's first point: good for lines of some hundred kilometres. It keeps a stack of its own, as a track may be long.
 */
final class LineSimplifier {
    private static final double METERS_PER_DEGREE = 111_195;
    /** The time for an unkind line grows by the square of its length: longer ones are taken in pieces. */
    private static final int LONGEST_SPAN = 5_000;

    private record Span(int first, int last) {}

    private final double[] x;
    private final double[] y;

    private LineSimplifier(List<GeoPoint> line) {
        var scale = Math.cos(Math.toRadians(line.getFirst().latitude()));
        x = line.stream()
                .mapToDouble(point -> point.longitude() * scale * METERS_PER_DEGREE)
                .toArray();
        y = line.stream()
                .mapToDouble(point -> point.latitude() * METERS_PER_DEGREE)
                .toArray();
    }

    /** Which points of the line to keep; the ends always are. */
    static BitSet keep(List<GeoPoint> line, double toleranceMeters) {
        var kept = new BitSet(line.size());
        if (line.isEmpty()) {
            return kept;
        }
        if (toleranceMeters <= 0) {
            kept.set(0, line.size());
            return kept;
        }
        return new LineSimplifier(line).keep(kept, toleranceMeters);
    }

    private BitSet keep(BitSet kept, double toleranceMeters) {
        var open = new ArrayDeque<Span>();
        for (int first = 0; first < x.length - 1; first += LONGEST_SPAN) {
            open.push(new Span(first, Math.min(first + LONGEST_SPAN, x.length - 1)));
        }
        open.forEach(span -> kept.set(span.first()));
        kept.set(x.length - 1);
        while (!open.isEmpty()) {
            var span = open.pop();
            var farthest = farthest(span);
            if (distance(farthest, span) > toleranceMeters) {
                kept.set(farthest);
                open.push(new Span(span.first(), farthest));
                open.push(new Span(farthest, span.last()));
            }
        }
        return kept;
    }

    private int farthest(Span span) {
        var farthest = span.first();
        var most = 0.0;
        for (int i = span.first() + 1; i < span.last(); i++) {
            var distance = distance(i, span);
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        return farthest;
    }

    /** From a point to the straight piece between the span's ends. */
    private double distance(int i, Span span) {
        var a = span.first();
        var b = span.last();
        var dx = x[b] - x[a];
        var dy = y[b] - y[a];
        var length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.clamp(((x[i] - x[a]) * dx + (y[i] - y[a]) * dy) / length, 0, 1);
        return Math.hypot(x[i] - x[a] - along * dx, y[i] - y[a] - along * dy);
    }
}
