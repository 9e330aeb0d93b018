package dev.watchtower.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The time of the newest stored fix of each truck, as far as this process knows it for certain. Only the road's owner
 * stores positions, so its knowledge stays true; after any doubt it is forgotten and read again.
 */
@Component
class NewestStored {
    private final Map<UUID, Instant> times = new ConcurrentHashMap<>();

    /** When the truck's newest fix was recorded; {@code MIN} when it has none, {@code MAX} while that is not known. */
    Instant of(UUID truck) {
        return times.getOrDefault(truck, Instant.MAX);
    }

    /** Reads the times of these fixes' trucks that are not known yet. */
    void know(Connection connection, List<FixRows> batches) throws SQLException {
        var unknown = new HashSet<UUID>();
        for (var batch : batches) {
            for (var fix : batch.fixes()) {
                if (!times.containsKey(fix.truck())) {
                    unknown.add(fix.truck());
                }
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        try (var query = connection.prepareStatement("""
                select id, (select recorded_at from vehicle_positions p
                            where p.truck_id = id order by recorded_at desc limit 1)
                from unnest(?) as id""")) {
            query.setArray(1, connection.createArrayOf("uuid", unknown.toArray()));
            var rows = query.executeQuery();
            while (rows.next()) {
                var time = rows.getObject(2, OffsetDateTime.class);
                times.put(rows.getObject(1, UUID.class), time == null ? Instant.MIN : time.toInstant());
            }
        }
    }

    void stored(Map<UUID, Instant> newest) {
        times.putAll(newest);
    }

    void forget(Collection<UUID> trucks) {
        trucks.forEach(times::remove);
    }

    void forgetAll() {
        times.clear();
    }
}
