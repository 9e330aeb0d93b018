package dev.watchtower.feeds.sample.simulation;

/** A place in the region, in metres east and north of its centre. */
record Point(double east, double north) {
    /** The region's centre: far from any coast of the base map. */
    static final double LATITUDE = 39.35;

    static final double LONGITUDE = -2.9;

    private static final double METERS_PER_DEGREE = 6_371_009 * Math.PI / 180;
    private static final double METERS_PER_DEGREE_EAST = METERS_PER_DEGREE * Math.cos(Math.toRadians(LATITUDE));

    double latitude() {
        return LATITUDE + north / METERS_PER_DEGREE;
    }

    double longitude() {
        return LONGITUDE + east / METERS_PER_DEGREE_EAST;
    }

    double metersTo(Point other) {
        var east = other.east - this.east;
        var north = other.north - this.north;
        return Math.sqrt(east * east + north * north);
    }

    /** In radians clockwise from north. */
    double headingTo(Point other) {
        return Math.atan2(other.east - east, other.north - north);
    }

    /** This far on under that heading. */
    Point ahead(double meters, double heading) {
        return new Point(east + meters * Math.sin(heading), north + meters * Math.cos(heading));
    }

    /** By how much one heading differs from another, in radians from 0 to π. */
    static double turn(double heading, double other) {
        return Math.abs(Math.IEEEremainder(heading - other, 2 * Math.PI));
    }
}
