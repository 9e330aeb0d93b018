package dev.watchtower.tracking.roads;

import java.nio.ByteBuffer;

/** A straight piece of a truck's way, between two points in 1e-7 degrees. Packed it is four big-endian int32. */
record Step(int fromLatitude, int fromLongitude, int toLatitude, int toLongitude) {
    static final int BYTES = 16;

    private static final double METERS_PER_UNIT = Math.toRadians(1e-7) * 6_371_008.8;
    /** Web Mercator ends at 85.0511 degrees. */
    private static final int MOST_LATITUDE = 850_500_000;

    private static final long FULL_CIRCLE = 3_600_000_000L;

    static Step unpack(ByteBuffer packed) {
        return new Step(packed.getInt(), packed.getInt(), packed.getInt(), packed.getInt());
    }

    void pack(ByteBuffer into) {
        into.putInt(fromLatitude).putInt(fromLongitude).putInt(toLatitude).putInt(toLongitude);
    }

    boolean isOnTheMap() {
        return Math.abs(fromLatitude) <= MOST_LATITUDE && Math.abs(toLatitude) <= MOST_LATITUDE;
    }

    /** On a plane through the middle, good to a thousandth at the length of a step. */
    double meters() {
        var middle = Math.toRadians(((double) fromLatitude + toLatitude) / 2 * 1e-7);
        return Math.hypot(longitudes() * Math.cos(middle), (double) toLatitude - fromLatitude) * METERS_PER_UNIT;
    }

    /** How far it goes east, the short way round. */
    long longitudes() {
        return Math.floorMod((long) toLongitude - fromLongitude + FULL_CIRCLE / 2, FULL_CIRCLE) - FULL_CIRCLE / 2;
    }
}
