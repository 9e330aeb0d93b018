package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.motion.MotionStateCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how far the trucks' positions have been followed up. */
@Component
class ProgressReader {
    /**
     * Of one truck.
     *
     * @param foldedTo the time of the last fix folded; null before the first
     * @param refoldFrom the oldest late fix that is not folded yet, null where there is none; to refoldTo, the newest
     * @param refoldVersion counts late fixes
     * @param rulesVersion of the rules by which it was folded
     * @param walkedLate late fixes up to this stamp are in the driven roads
     */
    record Progress(
            MotionState state,
            @Nullable Instant foldedTo,
            @Nullable Instant refoldFrom,
            @Nullable Instant refoldTo,
            long refoldVersion,
            long rulesVersion,
            long walkedLate,
            @Nullable RecentFixes recent) {
        static final Progress NONE = new Progress(MotionState.START, null, null, null, 0, 0, 0, null);
    }

    /** A truck of any organization, with its progress. */
    record Row(
            UUID organization,
            UUID truck,
            String number,
            boolean archived,
            boolean sample,
            long version,
            Progress progress) {}

    private static final int FETCH_ROWS = 5_000;
    private static final String COLUMNS = "p.folded_to, p.refold_from, p.refold_to, coalesce(p.refold_version, 0)"
            + " as refold_version, coalesce(p.rules_version, 0) as rules_version, coalesce(p.walked_late, 0) as walked_late, p.state, p.recent";

    private final OwnerDatabase owner;

    ProgressReader(OwnerDatabase owner) {
        this.owner = owner;
    }

    /** Every truck there is. */
    void all(Consumer<Row> rows) throws SQLException {
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false); // else the driver reads all rows into memory at once
            try (var query = connection.prepareStatement("select t.organization_id, t.id, t.truck_number,"
                    + " t.archived_at is not null as archived, t.sample, t.version, " + COLUMNS
                    + " from trucks t left join truck_progress p on p.truck_id = t.id")) {
                query.setFetchSize(FETCH_ROWS);
                var row = query.executeQuery();
                while (row.next()) {
                    var organization = row.getObject("organization_id", UUID.class);
                    var truck = row.getObject("id", UUID.class);
                    rows.accept(new Row(
                            organization,
                            truck,
                            row.getString("truck_number"),
                            row.getBoolean("archived"),
                            row.getBoolean("sample"),
                            row.getLong("version"),
                            progress(row, truck, organization)));
                }
            }
            connection.commit();
        }
    }

    /** The trucks with stored positions that are not folded yet, those ahead of the clock among them. */
    Set<UUID> behind() throws SQLException {
        var trucks = new HashSet<UUID>();
        try (var connection = owner.connection();
                var query = connection.prepareStatement("""
                        select t.id
                        from trucks t left join truck_progress p on p.truck_id = t.id
                        where p.refold_from is not null
                           or exists (select from vehicle_positions v
                                      where v.truck_id = t.id and v.recorded_at > coalesce(p.folded_to, '-infinity'))""");
                var row = query.executeQuery()) {
            while (row.next()) {
                trucks.add(row.getObject(1, UUID.class));
            }
        }
        return trucks;
    }

    /** One truck's progress. */
    static Progress of(Connection connection, UUID truck, UUID organization) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from truck_progress p where p.truck_id = ?")) {
            query.setObject(1, truck);
            var row = query.executeQuery();
            return row.next() ? progress(row, truck, organization) : Progress.NONE;
        }
    }

    private static Progress progress(ResultSet row, UUID truck, UUID organization) throws SQLException {
        var state = row.getBytes("state");
        var recent = row.getBytes("recent");
        return new Progress(
                state == null ? MotionState.START : MotionStateCodec.state(state),
                time(row, "folded_to"),
                time(row, "refold_from"),
                time(row, "refold_to"),
                row.getLong("refold_version"),
                row.getLong("rules_version"),
                row.getLong("walked_late"),
                recent == null ? null : FixBytes.read(recent, truck, organization));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
