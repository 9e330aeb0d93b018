package dev.watchtower.feeds.sample.simulation;

import java.util.random.RandomGenerator;

/** How far off a receiver is: 3 to 10 m, and not at random from fix to fix, but wandering. */
final class GpsError {
    private static final double MEMORY_SECONDS = 90;

    private final RandomGenerator random;
    private final double spread;
    private double second = Double.NEGATIVE_INFINITY;
    private double east;
    private double north;

    GpsError(RandomGenerator random) {
        this.random = random;
        this.spread = random.nextDouble(2.4, 6);
    }

    /** Where the receiver believes to be at a later moment; while it stands it drifts farther. */
    Point seen(Point truth, boolean standing, double at) {
        var kept = Math.exp((second - at) / MEMORY_SECONDS);
        var news = spread * (standing ? 1.4 : 1) * Math.sqrt(1 - kept * kept);
        east = east * kept + random.nextGaussian() * news;
        north = north * kept + random.nextGaussian() * news;
        second = at;
        return new Point(truth.east() + east, truth.north() + north);
    }

    /** The receiver's own guess, in metres. */
    double accuracy() {
        return Math.clamp(spread * 1.6 + random.nextGaussian(), 3, 12);
    }
}
