package dev.watchtower.tracking.motion;

/** Distances between points in 1e-7 degrees. */
final class Sphere {
    private static final double EARTH_RADIUS_CENTIMETRES = 637_100_880;
    private static final double RADIANS_PER_UNIT = Math.PI / 180 / 1e7;
    private static final long FULL_CIRCLE = 3_600_000_000L;

    private Sphere() {}

    /** Great-circle distance (haversine) in whole centimetres. */
    static long centimetres(int latitude, int longitude, int otherLatitude, int otherLongitude) {
        var byLatitude = Math.sin(((long) otherLatitude - latitude) * RADIANS_PER_UNIT / 2);
        var byLongitude = Math.sin(((long) otherLongitude - longitude) * RADIANS_PER_UNIT / 2);
        var h = byLatitude * byLatitude
                + Math.cos(latitude * RADIANS_PER_UNIT)
                        * Math.cos(otherLatitude * RADIANS_PER_UNIT)
                        * byLongitude
                        * byLongitude;
        return Math.round(2 * EARTH_RADIUS_CENTIMETRES * Math.asin(Math.min(1, Math.sqrt(h))));
    }

    /** How far east of the origin, from -180 to 180 degrees: the date line is no edge. */
    static long east(int origin, int longitude) {
        return Math.floorMod((long) longitude - origin + FULL_CIRCLE / 2, FULL_CIRCLE) - FULL_CIRCLE / 2;
    }

    /** The longitude so far east of the origin. */
    static int longitude(int origin, long east) {
        return (int) (Math.floorMod(origin + east + FULL_CIRCLE / 2, FULL_CIRCLE) - FULL_CIRCLE / 2);
    }
}
