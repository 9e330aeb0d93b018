package dev.watchtower.feeds.sample.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A road from one crossing to another, in the direction of travel, as long as its line. */
record Road(int from, int to, RoadClass kind, List<Point> line, double meters) {
    private static final double POINT_EVERY = 25;

    /** A road that swings from side to side between two places. */
    static Road curved(int from, int to, RoadClass kind, Point begin, Point end, RandomGenerator random) {
        var length = begin.metersTo(end);
        var heading = begin.headingTo(end);
        var waves = new double[Math.max(1, (int) Math.round(length / kind.wave))];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = kind.bend * length * random.nextDouble(-1, 1) / (i + 1);
        }
        var pieces = Math.max(1, (int) Math.ceil(length / POINT_EVERY));
        var line = new ArrayList<Point>(pieces + 1);
        for (int i = 0; i <= pieces; i++) {
            var part = (double) i / pieces;
            var aside = 0.0;
            for (int wave = 0; wave < waves.length; wave++) {
                aside += waves[wave] * Math.sin((wave + 1) * Math.PI * part);
            }
            line.add(begin.ahead(length * part, heading).ahead(aside, heading + Math.PI / 2));
        }
        var meters = 0.0;
        for (int i = 1; i < line.size(); i++) {
            meters += line.get(i - 1).metersTo(line.get(i));
        }
        return new Road(from, to, kind, List.copyOf(line), meters);
    }

    Road back() {
        return new Road(to, from, kind, line.reversed(), meters);
    }
}
