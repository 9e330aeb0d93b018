package dev.watchtower.tracking;

/**
 * A point on the Earth in degrees, WGS 84.
 *
 * @throws IllegalArgumentException when a coordinate is not on the Earth
 */
public record GeoPoint(double latitude, double longitude) {
    /** Mean radius in metres (IUGG). */
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    public GeoPoint {
        if (!isLatitude(latitude) || !isLongitude(longitude)) {
            throw new IllegalArgumentException("not on the Earth: " + latitude + ", " + longitude);
        }
    }

    static boolean isLatitude(double degrees) {
        return degrees >= -90 && degrees <= 90;
    }

    static boolean isLongitude(double degrees) {
        return degrees >= -180 && degrees <= 180;
    }

    /** Great-circle distance (haversine), exact to 0.5 %. */
    public double distanceMeters(GeoPoint other) {
        var latitudes = Math.toRadians(other.latitude - latitude);
        var longitudes = Math.toRadians(other.longitude - longitude);
        var h = square(Math.sin(latitudes / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(longitudes / 2));
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    /** The direction in which a great circle to the other point starts: 0 is north, 90 is east. */
    public double bearingDegrees(GeoPoint other) {
        var from = Math.toRadians(latitude);
        var to = Math.toRadians(other.latitude);
        var longitudes = Math.toRadians(other.longitude - longitude);
        var bearing = Math.toDegrees(Math.atan2(
                Math.sin(longitudes) * Math.cos(to),
                Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(longitudes)));
        return (bearing + 360) % 360;
    }

    private static double square(double value) {
        return value * value;
    }
}
