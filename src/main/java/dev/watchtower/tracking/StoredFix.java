package dev.watchtower.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a fix from a row of vehicle_positions. */
final class StoredFix {
    static final String COLUMNS = "recorded_at, received_at, latitude, longitude, speed_kph, heading_degrees, ignition,"
            + " odometer_km, accuracy_meters, source";

    private StoredFix() {}

    static Fix read(ResultSet row, UUID truck, UUID organization) throws SQLException {
        return new Fix(
                truck,
                organization,
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
                single(row, "speed_kph"),
                single(row, "heading_degrees"),
                row.getObject("ignition", Boolean.class),
                row.getObject("odometer_km", Double.class),
                single(row, "accuracy_meters"),
                Source.of(row.getShort("source")));
    }

    /** A single-precision column as the shortest decimal that means it: 54.3 stays 54.3. */
    private static @Nullable Double single(ResultSet row, String column) throws SQLException {
        var value = row.getFloat(column);
        return row.wasNull() ? null : Double.valueOf(Float.toString(value));
    }
}
