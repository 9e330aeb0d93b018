package dev.watchtower.feeds.sample.simulation;

/** A part of a truck's day: a drive, or a stand between two of them. Times are seconds since 1970. */
sealed interface Stretch permits Drive, Stand {
    /**
     * What a truck does at a moment.
     *
     * @param speed in metres a second
     * @param heading in radians clockwise from north; of a standing truck the one it came with
     * @param meters driven since the stretch began
     */
    record Moment(Point at, double speed, double heading, double meters, boolean ignition) {}

    double from();

    double to();

    /** How far it leads. */
    double meters();

    Moment at(double second);
}
