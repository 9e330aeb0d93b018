package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where one truck of the thread's organization is, and the way it came, told with no more than that takes. */
@Service
public class Whereabouts {
    /** Of a truck that reports each second, the last three hours. */
    private static final int MOST_FIXES = 10_800;

    private static final double FINEST_METERS = 5;

    /**
     * Where a truck is.
     *
     * @param recordedAt when it was there
     * @param speedKph as sent, else derived from the fix before
     * @param headingDegrees as sent, else derived
     * @param motion null for the moment until its first fix is followed up
     * @param motionSince since when it does that; for an offline truck the time of its last fix
     */
    public record Place(
            Instant recordedAt,
            GeoPoint point,
            @Nullable Double speedKph,
            @Nullable Double headingDegrees,
            @Nullable Motion motion,
            @Nullable Instant motionSince) {}

    private final RoadEpoch road;
    private final LiveFleet live;
    private final JdbcClient jdbc;

    Whereabouts(RoadEpoch road, LiveFleet live, JdbcClient jdbc) {
        this.road = road;
        this.live = live;
        this.jdbc = jdbc;
    }

    /**
     * Where the truck is; empty before its first fix.
     *
     * @throws Problem 503 where this process does not know the live state
     */
    public Optional<Place> now(UUID truck) {
        road.require();
        return live.of(Tenancy.organization()).truck(truck).flatMap(Whereabouts::place);
    }

    /** The points of the truck's way between two moments, in order: so many at most, and the fewer the straighter. */
    @Transactional(readOnly = true)
    public List<GeoPoint> way(UUID truck, Instant from, Instant to, int mostPoints) {
        var points = jdbc.sql("""
                        select latitude, longitude from vehicle_positions
                        where truck_id = ? and recorded_at between ? and ? order by recorded_at desc limit ?""")
                .param(truck)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .param(MOST_FIXES)
                .query((row, n) -> new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")))
                .list()
                .reversed();
        var tolerance = FINEST_METERS;
        var kept = LineSimplifier.keep(points, tolerance);
        while (kept.cardinality() > mostPoints) {
            tolerance *= 2;
            kept = LineSimplifier.keep(points, tolerance);
        }
        return kept.stream().mapToObj(points::get).toList();
    }

    private static Optional<Place> place(LiveTruck truck) {
        var recent = truck.recent();
        if (recent == null) {
            return Optional.empty();
        }
        var fix = recent.newest();
        var derived = recent.motion();
        var state = truck.liveState();
        return Optional.of(new Place(
                fix.recordedAt(),
                fix.point(),
                derived.speedKph(),
                derived.headingDegrees(),
                state.map(live -> live.motion()).orElse(null),
                state.map(live -> live.motionSince()).orElse(null)));
    }
}
