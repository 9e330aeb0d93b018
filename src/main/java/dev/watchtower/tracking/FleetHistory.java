package dev.watchtower.tracking;

import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What many trucks of this thread's organization did in a span, from what the fold kept. */
@Service
public class FleetHistory {
    private final JdbcClient jdbc;
    private final MotionSettings settings;
    private final Clock clock;

    FleetHistory(JdbcClient jdbc, MotionSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** By truck. */
    public record Histories(Map<UUID, TruckHistory> byTruck) {
        /** Of a truck that was asked for; an empty one before its first fix. */
        public TruckHistory of(UUID truck) {
            return byTruck.getOrDefault(truck, TruckHistory.NONE);
        }
    }

    /** Times are milliseconds since 1970. Trucks that are not the organization's have none. */
    @Transactional(readOnly = true)
    public Histories of(Collection<UUID> trucks, long from, long to) {
        if (trucks.isEmpty()) {
            return new Histories(Map.of());
        }
        // As a table: compared with each row, so long a text would be read anew for each.
        var ids = trucks.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
        var episodes = episodes(ids, from, to);
        var now = clock.instant().toEpochMilli();
        var silence = settings.current().silenceSeconds() * 1_000L;
        var histories = new HashMap<UUID, TruckHistory>();
        jdbc.sql("""
                        select p.truck_id, p.first_fix_at, p.folded_to
                        from unnest(cast(? as uuid[])) as t(id) join truck_progress p on p.truck_id = t.id
                        where p.first_fix_at is not null and p.folded_to is not null""").param(ids).query(row -> {
            var truck = row.getObject("truck_id", UUID.class);
            histories.put(
                    truck,
                    new TruckHistory(
                            millis(row, "first_fix_at"),
                            millis(row, "folded_to"),
                            now,
                            silence,
                            episodes.getOrDefault(truck, List.of())));
        });
        return new Histories(histories);
    }

    private Map<UUID, List<Episode>> episodes(String ids, long from, long to) {
        var found = new HashMap<UUID, List<Episode>>();
        jdbc.sql("""
                        select t.id, e.kind, e.began_at, e.ended_at, e.latitude, e.longitude, e.origin
                        from unnest(cast(:trucks as uuid[])) as t(id)
                        cross join unnest(array['STOP', 'IDLING', 'GAP']) as k(kind)
                        cross join lateral (
                            (select * from motion_episodes
                             where organization_id = :organization and truck_id = t.id and kind = k.kind
                               and began_at > :from and began_at <= :to)
                            union all
                            (select * from motion_episodes
                             where organization_id = :organization and truck_id = t.id and kind = k.kind
                               and began_at <= :from
                             order by began_at desc limit 1)) e
                        where e.ended_at is null or e.ended_at >= :from""")
                .param("trucks", ids)
                .param("organization", Tenancy.organization())
                .param("from", Instant.ofEpochMilli(from).atOffset(ZoneOffset.UTC))
                .param("to", Instant.ofEpochMilli(to).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    found.computeIfAbsent(row.getObject("id", UUID.class), truck -> new ArrayList<>())
                            .add(EpisodeWriter.episode(row));
                });
        return found;
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }
}
