package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the live fleet holds in memory from the stored positions, whatever organizations the trucks are of. */
@Component
class LiveFleetReader {
    /**
     * A truck with one of its two newest fixes.
     *
     * @param fix null for a truck without one
     * @param aheadFrom the first fix that is ahead of the clock, if any
     */
    record Row(
            UUID organization,
            UUID truck,
            String number,
            boolean archived,
            boolean sample,
            long version,
            @Nullable Fix fix,
            @Nullable Instant aheadFrom) {}

    private static final int FETCH_ROWS = 1_000;
    private static final String QUERY = """
            select t.organization_id, t.id, t.truck_number, t.archived_at is not null as archived, t.sample, t.version, p.*,
                (select a.recorded_at from vehicle_positions a
                 where a.truck_id = t.id and a.recorded_at > ? and a.recorded_at > a.received_at + cast(? as interval)
                 order by a.recorded_at limit 1) as ahead_from
            from trucks t
            left join lateral (
                select %s
                from vehicle_positions p
                where p.truck_id = t.id and (p.recorded_at <= ? or p.recorded_at <= p.received_at + cast(? as interval))
                order by p.recorded_at desc limit 2) p on true
            where t.id = any(?)""".formatted(StoredFix.COLUMNS);

    private final OwnerDatabase owner;

    LiveFleetReader(OwnerDatabase owner) {
        this.owner = owner;
    }

    /** These trucks, each once or twice. */
    void read(Collection<UUID> trucks, Instant now, Consumer<Row> rows) throws SQLException {
        try (var connection = owner.connection()) {
            read(connection, trucks, now, rows);
        }
    }

    private static void read(Connection connection, Collection<UUID> trucks, Instant now, Consumer<Row> rows)
            throws SQLException {
        connection.setAutoCommit(false); // else the driver reads all rows into memory at once
        try (var query = connection.prepareStatement(QUERY)) {
            query.setFetchSize(FETCH_ROWS);
            var tolerance = LiveFleet.CLOCK_TOLERANCE.toSeconds() + " seconds";
            query.setObject(1, now.atOffset(ZoneOffset.UTC));
            query.setString(2, tolerance);
            query.setObject(3, now.atOffset(ZoneOffset.UTC));
            query.setString(4, tolerance);
            query.setArray(5, connection.createArrayOf("uuid", trucks.toArray()));
            var result = query.executeQuery();
            while (result.next()) {
                rows.accept(row(result));
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        var organization = row.getObject("organization_id", UUID.class);
        var truck = row.getObject("id", UUID.class);
        var ahead = row.getObject("ahead_from", OffsetDateTime.class);
        return new Row(
                organization,
                truck,
                row.getString("truck_number"),
                row.getBoolean("archived"),
                row.getBoolean("sample"),
                row.getLong("version"),
                row.getObject("recorded_at") == null ? null : StoredFix.read(row, truck, organization),
                ahead == null ? null : ahead.toInstant());
    }
}
