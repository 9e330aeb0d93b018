package dev.watchtower.tracking.playback;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stored positions of many trucks. Each truck's are one stretch of the table's key, so each truck is looked up for itself. */
@Repository
class PlayedPositions {
    private static final int FETCH_ROWS = 5_000;

    /** Is given positions, by the index of their truck. */
    interface Reader {
        /** @return whether to go on */
        boolean take(int truck, StoredPosition position);
    }

    private final JdbcClient jdbc;

    PlayedPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reads what lies in a span, the trucks one after another, the positions of each in the order of time.
     *
     * @return whether all of it was read
     */
    boolean read(List<UUID> trucks, long from, long to, Reader reader) {
        // Offset 0 keeps the planner from making a join of it, which would read all trucks' positions and sort them.
        return jdbc.sql("select t.n, p.* from unnest(cast(? as uuid[])) with ordinality as t (id, n)"
                        + " cross join lateral (select " + StoredPosition.COLUMNS + " from vehicle_positions"
                        + " where truck_id = t.id and recorded_at >= ? and recorded_at < ?"
                        + " order by recorded_at offset 0) p order by t.n")
                .withFetchSize(FETCH_ROWS)
                .params(PlayedTrucks.array(trucks), time(from), time(to))
                .query(rows -> {
                    while (rows.next()) {
                        if (!reader.take(rows.getInt(1) - 1, StoredPosition.read(rows, 2))) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /** Each truck's last position before a moment, by its index; none where there is none. */
    Map<Integer, StoredPosition> lastBefore(List<UUID> trucks, long moment) {
        var last = new HashMap<Integer, StoredPosition>();
        jdbc.sql("select t.n, p.* from unnest(cast(? as uuid[])) with ordinality as t (id, n)"
                        + " cross join lateral (select " + StoredPosition.COLUMNS + " from vehicle_positions"
                        + " where truck_id = t.id and recorded_at < ? order by recorded_at desc limit 1) p")
                .params(PlayedTrucks.array(trucks), time(moment))
                .query(row -> {
                    last.put(row.getInt(1) - 1, StoredPosition.read(row, 2));
                });
        return last;
    }

    static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
