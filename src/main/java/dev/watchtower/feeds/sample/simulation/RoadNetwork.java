package dev.watchtower.feeds.sample.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Crossings and the roads between them, each of which can be driven both ways. */
final class RoadNetwork {
    private record Reached(int node, double seconds) {}

    private final List<Point> nodes = new ArrayList<>();
    private final List<List<Road>> roads = new ArrayList<>();

    int addNode(Point point) {
        nodes.add(point);
        roads.add(new ArrayList<>());
        return nodes.size() - 1;
    }

    void add(Road road) {
        roads.get(road.from()).add(road);
        roads.get(road.to()).add(road.back());
    }

    int size() {
        return nodes.size();
    }

    Point node(int node) {
        return nodes.get(node);
    }

    List<Road> roadsFrom(int node) {
        return roads.get(node);
    }

    /** Of each crossing the last road of the fastest way to it; null where there is none, and at the origin. */
    @Nullable
    Road[] fastestFrom(int origin) {
        var last = new @Nullable Road[nodes.size()];
        var seconds = new double[nodes.size()];
        Arrays.fill(seconds, Double.POSITIVE_INFINITY);
        seconds[origin] = 0;
        var next = new PriorityQueue<>(Comparator.comparingDouble(Reached::seconds));
        next.add(new Reached(origin, 0));
        for (var at = next.poll(); at != null; at = next.poll()) {
            if (at.seconds() > seconds[at.node()]) {
                continue;
            }
            for (var road : roads.get(at.node())) {
                var there = at.seconds() + road.meters() / road.kind().limit;
                if (there < seconds[road.to()]) {
                    seconds[road.to()] = there;
                    last[road.to()] = road;
                    next.add(new Reached(road.to(), there));
                }
            }
        }
        return last;
    }

    /** The roads of the way to a crossing, given what {@link #fastestFrom} found. */
    static List<Road> wayTo(int destination, @Nullable Road[] lastRoads) {
        var way = new LinkedList<Road>();
        for (var road = lastRoads[destination]; road != null; road = lastRoads[road.from()]) {
            way.addFirst(road);
        }
        return List.copyOf(way);
    }
}
