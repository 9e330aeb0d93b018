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
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The time of the newest stored fix of each truck, as far as this process knows it for certain. Only the road's owner
 * stores positions, so its knowledge stays true; after any doubt it is forgotten and read again.
 */
@Component
class NewestStored {
    /** A number that changes in place: an object for each fix would burden every collection as long as it is the newest. */
    private static final class Time {
        volatile long micros;

        Time(long micros) {
            this.micros = micros;
        }
    }

    private final Map<UUID, Time> times = new ConcurrentHashMap<>();

    /** Whether it is known that the fix is newer than all that is stored of its truck. */
    boolean isOlderThan(Fix fix) {
        var time = times.get(fix.truck());
        return time != null && time.micros < micros(fix.recordedAt());
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
                times.put(
                        rows.getObject(1, UUID.class),
                        new Time(time == null ? Long.MIN_VALUE : micros(time.toInstant())));
            }
        }
    }

    void stored(Map<UUID, Instant> newest) {
        newest.forEach((truck, at) -> {
            var time = times.get(truck);
            if (time == null) {
                times.put(truck, new Time(micros(at)));
            } else {
                time.micros = micros(at);
            }
        });
    }

    void forget(Collection<UUID> trucks) {
        trucks.forEach(times::remove);
    }

    void forgetAll() {
        times.clear();
    }

    /** As the table keeps times: microseconds since 1970. */
    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1_000;
    }
}
