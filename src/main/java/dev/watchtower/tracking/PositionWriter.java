package dev.watchtower.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Writes fixes into the table within a transaction of the recorder's. What is newer than all that is stored of its truck
 * is copied straight in; only what may be a repeat takes the slower way through a staging table.
 */
@Component
class PositionWriter {
    private static final String COLUMNS = "truck_id, recorded_at, organization_id, received_at, latitude, longitude,"
            + " speed_kph, heading_degrees, ignition, odometer_km, accuracy_meters, source, late_stamp";
    private static final int COLUMN_COUNT = 13;

    private record Key(UUID truck, Instant recordedAt) {}

    /**
     * What a write did.
     *
     * @param stored the fixes that were not stored before, the same objects that were given
     * @param newest of each truck that got a newer fix than it had
     * @param late those stored that were not newer than all that was stored of their truck before; their trucks are
     *     marked for it
     */
    record Written(Set<Fix> stored, Map<UUID, Instant> newest, Set<Fix> late) {}

    private final NewestStored newest;

    PositionWriter(NewestStored newest) {
        this.newest = newest;
    }

    /**
     * @param trustful whether to believe what is known of the newest stored fixes; else everything may be a repeat
     * @param stamp of this commit
     */
    Written write(Connection connection, List<Fix> fixes, boolean trustful, long stamp) throws SQLException {
        newest.know(connection, fixes.stream().map(Fix::truck).collect(Collectors.toSet()));
        var latest = new HashMap<UUID, Instant>();
        var fresh = new ArrayList<Fix>(fixes.size());
        var perhapsRepeats = new ArrayList<Fix>();
        var perhapsLate = PositionWriter.<Fix>identities();
        for (var fix : fixes) {
            if (!fix.recordedAt().isAfter(newest.of(fix.truck()))) {
                perhapsLate.add(fix);
            }
            var before = latest.getOrDefault(fix.truck(), newest.of(fix.truck()));
            var isNewest = fix.recordedAt().isAfter(before);
            if (isNewest) {
                latest.put(fix.truck(), fix.recordedAt());
            }
            (isNewest && trustful ? fresh : perhapsRepeats).add(fix);
        }
        var stored = PositionWriter.<Fix>identities();
        copyFresh(connection, fresh);
        stored.addAll(fresh);
        stored.addAll(storeUnlessRepeated(connection, perhapsRepeats, perhapsLate, stamp));
        var late = PositionWriter.<Fix>identities();
        perhapsLate.stream().filter(stored::contains).forEach(late::add);
        ProgressWriter.markLate(connection, late);
        return new Written(stored, latest, late);
    }

    private static <T> Set<T> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static void copyFresh(Connection connection, List<Fix> fixes) throws SQLException {
        if (fixes.isEmpty()) {
            return;
        }
        var rows = new CopyRows();
        for (var fix : fixes) {
            columns(rows.row(COLUMN_COUNT), fix).absent();
        }
        rows.copy(connection, "copy vehicle_positions (" + COLUMNS + ") from stdin (format binary)");
    }

    private static List<Fix> storeUnlessRepeated(Connection connection, List<Fix> fixes, Set<Fix> late, long stamp)
            throws SQLException {
        if (fixes.isEmpty()) {
            return List.of();
        }
        var rows = new CopyRows();
        for (int place = 0; place < fixes.size(); place++) {
            var fix = fixes.get(place);
            var row = columns(rows.row(COLUMN_COUNT + 1), fix);
            (late.contains(fix) ? row.int8(stamp) : row.absent()).int4(place);
        }
        var inserted = new HashSet<Key>();
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table if not exists position_staging (like vehicle_positions, place int)
                    on commit delete rows""");
            rows.copy(connection, "copy position_staging (" + COLUMNS + ", place) from stdin (format binary)");
            var keys = statement.executeQuery("insert into vehicle_positions (" + COLUMNS + ") select " + COLUMNS
                    + " from position_staging order by place on conflict do nothing returning truck_id, recorded_at");
            while (keys.next()) {
                inserted.add(new Key(
                        keys.getObject(1, UUID.class),
                        keys.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }
        // Of repeats among these, the first was inserted.
        return fixes.stream()
                .filter(fix -> inserted.remove(new Key(fix.truck(), fix.recordedAt())))
                .toList();
    }

    private static CopyRows columns(CopyRows rows, Fix fix) {
        return rows.uuid(fix.truck())
                .time(fix.recordedAt())
                .uuid(fix.organization())
                .time(fix.receivedAt())
                .float8(fix.point().latitude())
                .float8(fix.point().longitude())
                .float4(fix.speedKph())
                .float4(fix.headingDegrees())
                .bool(fix.ignition())
                .float8(fix.odometerKm())
                .float4(fix.accuracyMeters())
                .int2(fix.source().code());
    }
}
