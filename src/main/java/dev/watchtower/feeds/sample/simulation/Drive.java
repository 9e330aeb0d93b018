package dev.watchtower.feeds.sample.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A truck's way along roads. It knows at which speed the truck passes each point of them: as fast as limit, curve and
 * traffic let it, gaining and losing speed as a loaded truck does; at some crossings the light is red.
 */
final class Drive implements Stretch {
    static final double ACCELERATION = 0.7;
    static final double BRAKING = 1.0;
    /** What a load bears to the side, in metres a second squared. */
    private static final double SIDEWAYS = 1.3;

    private static final double RED = 0.28;
    private static final double RED_IN_TRAFFIC = 0.3;
    private static final double CRAWL = 1.5;
    private static final double LOOK_AT_TRAFFIC = 60;

    private final double from;
    private final boolean speeding;
    private final List<Point> points = new ArrayList<>();
    private final List<Road> roads = new ArrayList<>(); // that lead to each point
    private final double[] headings; // on the way to each point
    private final double[] meters;
    private final double[] speeds;
    private final double[] arrivals;
    private final double[] waits;

    /** @param pace of the driver: 1 keeps to the limits */
    Drive(List<Road> way, double from, double pace, Traffic traffic, RandomGenerator random) {
        this.from = from;
        this.speeding = pace > 1;
        for (var road : way) {
            road.line().stream().skip(points.isEmpty() ? 0 : 1).forEach(point -> {
                points.add(point);
                roads.add(road);
            });
        }
        var size = points.size();
        headings = new double[size];
        meters = new double[size];
        speeds = new double[size];
        arrivals = new double[size];
        waits = new double[size];
        for (int i = 1; i < size; i++) {
            headings[i] = points.get(i - 1).headingTo(points.get(i));
            meters[i] = meters[i - 1] + points.get(i - 1).metersTo(points.get(i));
        }
        limitSpeeds(pace, traffic, random);
        for (int i = size - 2; i >= 0; i--) {
            speeds[i] = Math.min(speeds[i], Math.sqrt(speeds[i + 1] * speeds[i + 1] + 2 * BRAKING * step(i + 1)));
        }
        arrivals[0] = from;
        for (int i = 1; i < size; i++) {
            speeds[i] = Math.min(speeds[i], Math.sqrt(speeds[i - 1] * speeds[i - 1] + 2 * ACCELERATION * step(i)));
            arrivals[i] = arrivals[i - 1] + waits[i - 1] + seconds(i);
        }
    }

    private void limitSpeeds(double pace, Traffic traffic, RandomGenerator random) {
        var last = points.size() - 1;
        var full = traffic.at(from);
        var looked = from;
        var clock = from; // as if nothing slowed the truck but limits and traffic
        for (int i = 1; i < last; i++) {
            if (clock > looked + LOOK_AT_TRAFFIC) {
                full = traffic.at(clock);
                looked = clock;
            }
            speeds[i] = Math.min(cruise(i, full, pace), cruise(i + 1, full, pace));
            speeds[i] = Math.min(speeds[i], Math.sqrt(SIDEWAYS * radius(i)));
            var crossing =
                    roads.get(i) != roads.get(i + 1) && roads.get(i).kind().inTown();
            if (crossing && random.nextDouble() < RED + full * RED_IN_TRAFFIC) {
                speeds[i] = 0;
                waits[i] = random.nextDouble(5, 30 + 30 * full);
            }
            clock += step(i) / cruise(i, full, pace) + waits[i];
        }
    }

    /** The speed on the road that leads to a point. */
    private double cruise(int i, double full, double pace) {
        var kind = roads.get(i).kind();
        return kind.limit * (pace > 1 ? pace : 1 - 0.45 * full * kind.traffic);
    }

    private double radius(int i) {
        return Math.min(step(i), step(i + 1)) / Math.max(1e-6, Point.turn(headings[i], headings[i + 1]));
    }

    private double step(int i) {
        return meters[i] - meters[i - 1];
    }

    private double seconds(int i) {
        return step(i) / Math.max(CRAWL, (speeds[i - 1] + speeds[i]) / 2);
    }

    boolean isSpeeding() {
        return speeding;
    }

    /** The highest limit of its roads, in metres a second. */
    double limit() {
        return roads.stream().mapToDouble(road -> road.kind().limit).max().orElseThrow();
    }

    double lastHeading() {
        return headings[headings.length - 1];
    }

    @Override
    public double from() {
        return from;
    }

    @Override
    public double to() {
        return arrivals[arrivals.length - 1];
    }

    @Override
    public double meters() {
        return meters[meters.length - 1];
    }

    @Override
    public Moment at(double second) {
        var found = Arrays.binarySearch(arrivals, second);
        var i = Math.clamp(found >= 0 ? found + 1 : -found - 1, 1, points.size() - 1);
        var begin = points.get(i - 1);
        var heading = headings[i];
        var left = arrivals[i - 1] + waits[i - 1];
        if (second < left) {
            return new Moment(begin, 0, heading, meters[i - 1], true);
        }
        var part = Math.min(1, (second - left) / (arrivals[i] - left));
        var mean = (speeds[i - 1] + speeds[i]) / 2;
        // Where speed changes evenly, the way grows by the square.
        var way = mean < CRAWL ? part : part * (speeds[i - 1] + (speeds[i] - speeds[i - 1]) * part / 2) / mean;
        var speed = mean < CRAWL ? CRAWL : speeds[i - 1] + (speeds[i] - speeds[i - 1]) * part;
        return new Moment(begin.ahead(step(i) * way, heading), speed, heading, meters[i - 1] + step(i) * way, true);
    }
}
