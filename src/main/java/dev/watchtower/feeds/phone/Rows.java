package dev.watchtower.feeds.phone;

import dev.watchtower.tracking.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Columns that may be null, in and out of this package's tables. */
final class Rows {
    private Rows() {}

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Double latitude(@Nullable GeoPoint point) {
        return point == null ? null : point.latitude();
    }

    static @Nullable Double longitude(@Nullable GeoPoint point) {
        return point == null ? null : point.longitude();
    }
}
