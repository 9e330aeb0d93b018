package dev.watchtower.feeds.sample.simulation;

/** @param engineOffAt from when on its tracker will soon be silent; not before the end where the engine runs on */
record Stand(double from, double to, Point place, double heading, double engineOffAt) implements Stretch {
    @Override
    public double meters() {
        return 0;
    }

    @Override
    public Moment at(double second) {
        return new Moment(place, 0, heading, 0, second < engineOffAt);
    }
}
