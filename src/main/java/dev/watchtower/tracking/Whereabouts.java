package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.motion.MotionFix;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    private static final double COARSEST_METERS = 100_000;

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
    private final RuleBook rules;
    private final JdbcClient jdbc;

    Whereabouts(RoadEpoch road, LiveFleet live, RuleBook rules, JdbcClient jdbc) {
        this.road = road;
        this.live = live;
        this.rules = rules;
        this.jdbc = jdbc;
    }

    /**
     * Where the truck is; empty before its first fix.
     *
     * @throws Problem 503 where this process does not know the live state
     */
    public Optional<Place> now(UUID truck) {
        Access.require(Permission.POSITIONS_READ);
        road.require();
        return live.of(Tenancy.organization()).truck(truck).flatMap(Whereabouts::place);
    }

    /**
     * The truck's way between two moments, in order; it is broken off where the truck was silent and came out elsewhere.
     *
     * @param mostPoints about so many at most, and the fewer the straighter the way; a way of more parts has two for each
     */
    @Transactional(readOnly = true)
    public List<List<GeoPoint>> way(UUID truck, Instant from, Instant to, int mostPoints) {
        Access.require(Permission.POSITIONS_READ);
        var parts = parts(fixes(truck, from, to));
        var tolerance = FINEST_METERS;
        var simple = simplified(parts, tolerance);
        while (tolerance < COARSEST_METERS
                && simple.stream().mapToInt(List::size).sum() > Math.max(mostPoints, 2 * parts.size())) {
            tolerance *= 2;
            simple = simplified(parts, tolerance);
        }
        return simple;
    }

    private List<MotionFix> fixes(UUID truck, Instant from, Instant to) {
        return jdbc.sql("""
                        select recorded_at, latitude, longitude from vehicle_positions
                        where truck_id = ? and recorded_at between ? and ? order by recorded_at desc limit ?""")
                .param(truck)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .param(MOST_FIXES)
                .query((row, n) -> MotionFix.of(
                        row.getObject("recorded_at", OffsetDateTime.class)
                                .toInstant()
                                .toEpochMilli(),
                        row.getDouble("latitude"),
                        row.getDouble("longitude"),
                        null,
                        null))
                .list()
                .reversed();
    }

    private List<List<GeoPoint>> parts(List<MotionFix> fixes) {
        var motion = rules.of(Tenancy.organization()).motion();
        var parts = new ArrayList<List<GeoPoint>>();
        @Nullable MotionFix before = null;
        for (var fix : fixes) {
            if (before == null || motion.isGap(before, fix)) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(new GeoPoint(fix.latitudeDegrees(), fix.longitudeDegrees()));
            before = fix;
        }
        return parts;
    }

    private static List<List<GeoPoint>> simplified(List<List<GeoPoint>> parts, double tolerance) {
        return parts.stream()
                .map(part -> LineSimplifier.keep(part, tolerance).stream()
                        .mapToObj(part::get)
                        .toList())
                .toList();
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
