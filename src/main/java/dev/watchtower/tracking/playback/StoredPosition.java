package dev.watchtower.tracking.playback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * A position as it is played.
 *
 * @param at in milliseconds since 1970
 * @param latitude in 1e-6 degrees, as the longitude
 * @param speedKph as sent, NaN where it was not; so the heading
 */
record StoredPosition(long at, int latitude, int longitude, float speedKph, float headingDegrees) {
    static final String COLUMNS = "recorded_at, latitude, longitude, speed_kph, heading_degrees";

    private static final long LONGEST_SILENCE_MILLIS = 120_000;
    private static final double LONGEST_WAY_METERS = 3_000;
    /** 180 km/h: what is faster was no drive. */
    private static final double FASTEST_METERS_PER_SECOND = 50;

    private static final double METERS_PER_UNIT = Math.PI / 180 * 6_371_000 / 1e6;

    /** @param first the index of the first of {@link #COLUMNS} */
    static StoredPosition read(ResultSet row, int first) throws SQLException {
        return new StoredPosition(
                row.getObject(first, OffsetDateTime.class).toInstant().toEpochMilli(),
                (int) Math.round(row.getDouble(first + 1) * 1e6),
                (int) Math.round(row.getDouble(first + 2) * 1e6),
                sent(row, first + 3),
                sent(row, first + 4));
    }

    private static float sent(ResultSet row, int column) throws SQLException {
        var value = row.getFloat(column);
        return row.wasNull() ? Float.NaN : value;
    }

    /** Whether the way from here to the next position is not known: nobody may draw the truck in between. */
    boolean isFarFrom(StoredPosition next) {
        var millis = next.at - at;
        var meters = metersTo(next);
        return millis > LONGEST_SILENCE_MILLIS
                || meters > LONGEST_WAY_METERS
                || meters > millis / 1_000.0 * FASTEST_METERS_PER_SECOND;
    }

    /** Good enough for a few kilometres; across the date line it is far. */
    double metersTo(StoredPosition other) {
        var middle = Math.toRadians((latitude + (double) other.latitude) / 2e6);
        return Math.hypot((other.longitude - (double) longitude) * Math.cos(middle), other.latitude - (double) latitude)
                * METERS_PER_UNIT;
    }
}
