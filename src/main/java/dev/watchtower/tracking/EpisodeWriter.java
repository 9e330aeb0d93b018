package dev.watchtower.tracking;

import dev.watchtower.platform.Ids;
import dev.watchtower.tracking.motion.MotionState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kept episodes, within a transaction of the fold's. */
final class EpisodeWriter {
    private static final String COLUMNS = "id, truck_id, kind, began_at, ended_at, latitude, longitude, origin";

    /** What became of an episode of this truck. */
    record Changed(UUID organization, UUID truck, EpisodeChange change) {
        static List<Changed> of(UUID organization, UUID truck, List<EpisodeChange> changes) {
            return changes.stream()
                    .map(change -> new Changed(organization, truck, change))
                    .toList();
        }
    }

    private EpisodeWriter() {}

    /** The episodes that last, by truck. */
    static Map<UUID, List<Episode.Kept>> lasting(Connection connection, Collection<UUID> trucks) throws SQLException {
        var found = new HashMap<UUID, List<Episode.Kept>>();
        try (var query = connection.prepareStatement(
                "select " + COLUMNS + " from motion_episodes where truck_id = any(?) and ended_at is null")) {
            query.setArray(1, connection.createArrayOf("uuid", trucks.toArray()));
            var row = query.executeQuery();
            while (row.next()) {
                found.computeIfAbsent(row.getObject("truck_id", UUID.class), truck -> new ArrayList<>())
                        .add(kept(row));
            }
        }
        return found;
    }

    /** What is kept of a truck and is found again when its fixes from a moment on are folded onto a state. */
    static List<Episode.Kept> since(Connection connection, UUID organization, UUID truck, long from, MotionState start)
            throws SQLException {
        var kept = new ArrayList<Episode.Kept>();
        var lasting = FoldRun.lasting(start);
        var undecided = start.undecidedFrom();
        var earliest = lasting.stream().mapToLong(Episode::from).reduce(Math.min(from, undecided), Math::min);
        try (var query = connection.prepareStatement("select " + COLUMNS + " from motion_episodes"
                + " where organization_id = ? and truck_id = ? and (ended_at is null or ended_at >= ?)"
                + " order by began_at")) {
            query.setObject(1, organization);
            query.setObject(2, truck);
            query.setObject(3, time(earliest));
            var row = query.executeQuery();
            while (row.next()) {
                var one = kept(row);
                var episode = one.episode();
                if (episode.end() >= from || episode.from() >= undecided || isAmong(lasting, episode)) {
                    kept.add(one);
                }
            }
        }
        return kept;
    }

    /** Whether it is one of those that last at some moment, though it may have ended since. */
    static boolean isAmong(List<Episode> lasting, Episode episode) {
        return lasting.stream().anyMatch(one -> one.kind() == episode.kind() && one.from() == episode.from());
    }

    /** Writes the changes, and the news of them. */
    static void write(Connection connection, List<Changed> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("insert into motion_episodes (organization_id, " + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                var update = connection.prepareStatement("""
                        update motion_episodes set began_at = ?, ended_at = ?, latitude = ?, longitude = ?,
                            updated_at = now()
                        where id = ?""");
                var delete = connection.prepareStatement("delete from motion_episodes where id = ?");
                var news = connection.prepareStatement("""
                        insert into motion_news (id, organization_id, truck_id, episode_id, kind, change, origin,
                            began_at, ended_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var changed : changes) {
                var change = changed.change();
                switch (change.change()) {
                    case FOUND -> insert(insert, changed.organization(), changed.truck(), change);
                    case CHANGED -> update(update, change);
                    case WITHDRAWN -> {
                        delete.setObject(1, change.id());
                        delete.addBatch();
                    }
                }
                tell(news, changed.organization(), changed.truck(), change);
            }
            delete.executeBatch();
            update.executeBatch();
            insert.executeBatch();
            news.executeBatch();
        }
    }

    private static void insert(PreparedStatement insert, UUID organization, UUID truck, EpisodeChange change)
            throws SQLException {
        var episode = change.episode();
        insert.setObject(1, organization);
        insert.setObject(2, change.id());
        insert.setObject(3, truck);
        insert.setString(4, episode.kind().name());
        insert.setObject(5, time(episode.from()));
        setTime(insert, 6, episode.to());
        setPoint(insert, 7, episode.point());
        insert.setString(9, episode.origin().name());
        insert.addBatch();
    }

    private static void update(PreparedStatement update, EpisodeChange change) throws SQLException {
        var episode = change.episode();
        update.setObject(1, time(episode.from()));
        setTime(update, 2, episode.to());
        setPoint(update, 3, episode.point());
        update.setObject(5, change.id());
        update.addBatch();
    }

    private static void tell(PreparedStatement news, UUID organization, UUID truck, EpisodeChange change)
            throws SQLException {
        var episode = change.episode();
        news.setObject(1, Ids.next());
        news.setObject(2, organization);
        news.setObject(3, truck);
        news.setObject(4, change.id());
        news.setString(5, episode.kind().name());
        news.setString(6, change.change().name());
        news.setString(7, episode.origin().name());
        news.setObject(8, time(episode.from()));
        setTime(news, 9, episode.to());
        news.addBatch();
    }

    private static Episode.Kept kept(ResultSet row) throws SQLException {
        return new Episode.Kept(row.getObject("id", UUID.class), episode(row));
    }

    /** Reads an episode from its row. */
    static Episode episode(ResultSet row) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        return new Episode(
                MotionEvent.Kind.valueOf(row.getString("kind")),
                millis(row, "began_at"),
                row.getObject("ended_at") == null ? null : (Long) millis(row, "ended_at"),
                latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude),
                Origin.valueOf(row.getString("origin")));
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private static void setTime(PreparedStatement statement, int index, @Nullable Long millis) throws SQLException {
        if (millis == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, time(millis));
        }
    }

    private static void setPoint(PreparedStatement statement, int index, @Nullable GeoPoint point) throws SQLException {
        statement.setObject(index, point == null ? null : (Double) point.latitude(), Types.DOUBLE);
        statement.setObject(index + 1, point == null ? null : (Double) point.longitude(), Types.DOUBLE);
    }
}
