package dev.watchtower.feeds.sample.simulation;

/** What kinds of roads there are, with their limits. */
enum RoadClass {
    TRUNK(80, 0.05, 900, 0.5),
    ROAD(60, 0.07, 500, 0.5),
    AVENUE(50, 0.05, 450, 1),
    LANE(40, 0.12, 220, 0),
    STREET(30, 0.07, 300, 1);

    final double limit;
    /** How far it swings to the side, as a part of its length. */
    final double bend;
    /** Metres between its narrowest curves. */
    final double wave;
    /** How much of the traffic it has, from 0 to 1. */
    final double traffic;

    RoadClass(double limitKph, double bend, double wave, double traffic) {
        this.limit = limitKph / 3.6;
        this.bend = bend;
        this.wave = wave;
        this.traffic = traffic;
    }

    /** Whether its crossings may have lights. */
    boolean inTown() {
        return this == AVENUE || this == STREET;
    }
}
