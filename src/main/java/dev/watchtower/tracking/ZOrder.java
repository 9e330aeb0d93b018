package dev.watchtower.tracking;

/**
 * Web Mercator cut into squares, 2^level of them in a row, numbered along Morton's curve: each square is one stretch of
 * the numbers of any finer level, and has four of the next.
 */
final class ZOrder {
    /** A square of 38 m at the equator. */
    static final int FINEST = 20;

    private static final int LAST = (1 << FINEST) - 1;
    private static final double MOST_NORTHERN = 85.0511287798066;

    private ZOrder() {}

    /** The finest square at a place; what is nearer to a pole than the map reaches is in the square before it. */
    static long square(GeoPoint at) {
        return spread(column(x(at.longitude()))) | spread(column(y(at.latitude()))) << 1;
    }

    /** From 0 at 180 degrees west to 1 at 180 degrees east. */
    static double x(double longitude) {
        return longitude / 360 + 0.5;
    }

    /** From 0 at the northern end of the map to 1 at the southern one. */
    static double y(double latitude) {
        var sine = Math.sin(Math.toRadians(Math.clamp(latitude, -MOST_NORTHERN, MOST_NORTHERN)));
        return Math.clamp(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI), 0, 1);
    }

    private static int column(double share) {
        return Math.clamp((long) (share * (1 << FINEST)), 0, LAST);
    }

    /** A zero between each two bits. */
    private static long spread(int bits) {
        var x = bits & 0xFFFF_FFFFL;
        x = (x | x << 16) & 0x0000_FFFF_0000_FFFFL;
        x = (x | x << 8) & 0x00FF_00FF_00FF_00FFL;
        x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        x = (x | x << 2) & 0x3333_3333_3333_3333L;
        return (x | x << 1) & 0x5555_5555_5555_5555L;
    }
}
