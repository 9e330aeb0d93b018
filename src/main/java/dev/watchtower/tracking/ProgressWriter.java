package dev.watchtower.tracking;

import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.motion.MotionStateCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows of progress and of days, within a transaction of the recorder's or the fold's. */
final class ProgressWriter {
    /** A truck's day, in days since 1970. */
    record TruckDay(UUID truck, long day) {}

    /** A truck's day with what was counted in it. */
    record DayRow(UUID organization, UUID truck, long day, DayFigures figures) {}

    /** The state after the last fix of a truck's day. */
    record DayEnd(UUID organization, UUID truck, long day, MotionState state) {}

    /** What is kept of one truck's progress. */
    record Kept(
            UUID truck,
            UUID organization,
            MotionState state,
            @Nullable Long firstAt,
            long rulesVersion,
            @Nullable RecentFixes recent) {}

    private ProgressWriter() {}

    /**
     * Marks from where trucks are to be folded again, as late fixes were stored. Rows are always locked in the order of
     * their ids, so that recorder and fold never wait for each other in a circle.
     */
    static void markLate(Connection connection, Collection<Fix> late) throws SQLException {
        if (late.isEmpty()) {
            return;
        }
        var byTruck = new TreeMap<UUID, List<Fix>>();
        late.forEach(fix ->
                byTruck.computeIfAbsent(fix.truck(), truck -> new ArrayList<>()).add(fix));
        try (var upsert = connection.prepareStatement("""
                insert into truck_progress as p (truck_id, organization_id, refold_from, refold_to, refold_version)
                values (?, ?, ?, ?, 1)
                on conflict (truck_id) do update set refold_from = least(p.refold_from, excluded.refold_from),
                    refold_to = greatest(p.refold_to, excluded.refold_to), refold_version = p.refold_version + 1,
                    updated_at = now()""")) {
            for (var fixes : byTruck.values()) {
                var times = fixes.stream().map(Fix::recordedAt).sorted().toList();
                upsert.setObject(1, fixes.getFirst().truck());
                upsert.setObject(2, fixes.getFirst().organization());
                upsert.setObject(3, utc(times.getFirst()));
                upsert.setObject(4, utc(times.getLast()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** Keeps the states. */
    static void keep(Connection connection, Collection<Kept> trucks) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into truck_progress as p (truck_id, organization_id, folded_to, state, first_fix_at,
                    rules_version, recent)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (truck_id) do update set folded_to = excluded.folded_to, state = excluded.state,
                    first_fix_at = least(p.first_fix_at, excluded.first_fix_at),
                    rules_version = excluded.rules_version, recent = coalesce(excluded.recent, p.recent),
                    updated_at = now()""")) {
            for (var kept :
                    trucks.stream().sorted(Comparator.comparing(Kept::truck)).toList()) {
                upsert.setObject(1, kept.truck());
                upsert.setObject(2, kept.organization());
                upsert.setObject(3, utc(Instant.ofEpochMilli(kept.state().at())));
                upsert.setBytes(4, MotionStateCodec.bytes(kept.state()));
                var first = kept.firstAt();
                upsert.setObject(5, first == null ? null : utc(Instant.ofEpochMilli(first)));
                upsert.setLong(6, kept.rulesVersion());
                upsert.setBytes(7, kept.recent() == null ? null : FixBytes.of(kept.recent()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /**
     * Says that late fixes are folded, unless more came meanwhile; and those up to a stamp are in the driven roads.
     *
     * @param firstAt the truck's first fix may be one of them
     */
    static void clearLate(Connection connection, UUID truck, long seenVersion, long walked, @Nullable Long firstAt)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update truck_progress set
                    refold_from = case when refold_version = ? then null else refold_from end,
                    refold_to = case when refold_version = ? then null else refold_to end,
                    walked_late = greatest(walked_late, ?), first_fix_at = least(first_fix_at, ?), updated_at = now()
                where truck_id = ?""")) {
            update.setLong(1, seenVersion);
            update.setLong(2, seenVersion);
            update.setLong(3, walked);
            update.setObject(4, firstAt == null ? null : utc(Instant.ofEpochMilli(firstAt)));
            update.setObject(5, truck);
            update.executeUpdate();
        }
    }

    static Map<TruckDay, DayFigures> days(Connection connection, Collection<TruckDay> wanted) throws SQLException {
        var found = new HashMap<TruckDay, DayFigures>();
        if (wanted.isEmpty()) {
            return found;
        }
        try (var query = connection.prepareStatement("""
                select d.*
                from unnest(?, ?) as w(truck_id, day) join truck_days d using (truck_id, day)""")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", wanted.stream().map(TruckDay::truck).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "date",
                            wanted.stream()
                                    .map(one -> LocalDate.ofEpochDay(one.day()))
                                    .toArray()));
            var row = query.executeQuery();
            while (row.next()) {
                found.put(
                        new TruckDay(
                                row.getObject("truck_id", UUID.class),
                                row.getObject("day", LocalDate.class).toEpochDay()),
                        DayFigures.of(row));
            }
        }
        return found;
    }

    static void keepDays(Connection connection, Collection<DayRow> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        var arrays = connection.unwrap(PGConnection.class); // takes arrays of primitives, and sends them as bytes
        try (var upsert = connection.prepareStatement("""
                insert into truck_days (truck_id, day, organization_id, distance_cm, top_speed_kph, carried_cm, carried_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (truck_id, day) do update set distance_cm = excluded.distance_cm,
                    top_speed_kph = excluded.top_speed_kph, carried_cm = excluded.carried_cm,
                    carried_at = excluded.carried_at, updated_at = now()""")) {
            for (var row : days) {
                upsert.setObject(1, row.truck());
                upsert.setObject(2, LocalDate.ofEpochDay(row.day()));
                upsert.setObject(3, row.organization());
                upsert.setArray(4, arrays.createArrayOf("int4", row.figures().centimetres()));
                upsert.setArray(5, arrays.createArrayOf("float4", row.figures().topSpeedKph()));
                upsert.setInt(6, row.figures().carriedCentimetres);
                upsert.setLong(7, row.figures().carriedAt);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static void keepDayEnds(Connection connection, Collection<DayEnd> dayEnds) throws SQLException {
        if (dayEnds.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                insert into truck_day_states (truck_id, day, organization_id, state) values (?, ?, ?, ?)
                on conflict (truck_id, day) do update set state = excluded.state, updated_at = now()""")) {
            for (var end : dayEnds) {
                upsert.setObject(1, end.truck());
                upsert.setObject(2, LocalDate.ofEpochDay(end.day()));
                upsert.setObject(3, end.organization());
                upsert.setBytes(4, MotionStateCodec.bytes(end.state()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** The states at the ends of the days from one on. */
    static TreeMap<Long, MotionState> dayEnds(Connection connection, UUID truck, long fromDay) throws SQLException {
        var states = new TreeMap<Long, MotionState>();
        try (var query = connection.prepareStatement(
                "select day, state from truck_day_states where truck_id = ? and day >= ? order by day")) {
            query.setObject(1, truck);
            query.setObject(2, LocalDate.ofEpochDay(fromDay));
            var row = query.executeQuery();
            while (row.next()) {
                states.put(
                        row.getObject("day", LocalDate.class).toEpochDay(),
                        MotionStateCodec.state(row.getBytes("state")));
            }
        }
        return states;
    }

    /** The last end of a day that lies at or before the moment; null where there is none. */
    static Map.@Nullable Entry<Long, MotionState> dayEndBefore(Connection connection, UUID truck, long moment)
            throws SQLException {
        try (var query = connection.prepareStatement(
                "select day, state from truck_day_states where truck_id = ? and day < ? order by day desc limit 1")) {
            query.setObject(1, truck);
            query.setObject(2, LocalDate.ofEpochDay(DayFigures.day(moment)));
            var row = query.executeQuery();
            return row.next()
                    ? Map.entry(
                            row.getObject("day", LocalDate.class).toEpochDay(),
                            MotionStateCodec.state(row.getBytes("state")))
                    : null;
        }
    }

    /** Deletes the days from one on, up to another one, that are not among these. */
    static void deleteOtherDays(
            Connection connection, String table, UUID truck, long from, @Nullable Long until, Collection<Long> days)
            throws SQLException {
        try (var delete = connection.prepareStatement("delete from " + table
                + " where truck_id = ? and day >= ? and (?::date is null or day < ?) and not day = any(?)")) {
            delete.setObject(1, truck);
            delete.setObject(2, LocalDate.ofEpochDay(from));
            var end = until == null ? null : LocalDate.ofEpochDay(until);
            delete.setObject(3, end);
            delete.setObject(4, end);
            delete.setArray(
                    5,
                    connection.createArrayOf(
                            "date", days.stream().map(LocalDate::ofEpochDay).toArray()));
            delete.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
