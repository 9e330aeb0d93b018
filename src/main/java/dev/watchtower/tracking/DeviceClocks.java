package dev.watchtower.tracking;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Tenancy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether a truck's device has a clock that is wrong. One that is ahead shows at once; one that is behind looks like a
 * device that sends late, until many fixes in a row come equally late.
 */
@Service
class DeviceClocks {
    private static final Duration TOLERANCE = LiveFleet.CLOCK_TOLERANCE;
    private static final int LOOKED_AT = 600;
    private static final int ENOUGH = 10;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
    private static final Duration EQUALLY = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    DeviceClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By how much the clock of the truck's device is ahead, below zero: behind; empty where it seems right. */
    @Transactional(readOnly = true)
    public Optional<Duration> offset(UUID truck) {
        Access.require(Permission.POSITIONS_READ);
        var fixes = jdbc
                .sql("select " + StoredFix.COLUMNS + " from vehicle_positions"
                        + " where truck_id = :truck order by recorded_at desc limit :limit")
                .param("truck", truck)
                .param("limit", LOOKED_AT)
                .query((row, n) -> StoredFix.read(row, truck, Tenancy.organization()))
                .list()
                .stream()
                .filter(fix -> fix.source() != Source.IMPORT)
                .toList();
        return fixes.stream()
                .max(Comparator.comparing(Fix::receivedAt))
                .map(DeviceClocks::ahead)
                .filter(ahead -> ahead.compareTo(TOLERANCE) > 0)
                .or(() -> behind(fixes));
    }

    private static Optional<Duration> behind(List<Fix> fixes) {
        var latest = fixes.stream()
                .sorted(Comparator.comparing(Fix::receivedAt).reversed())
                .toList();
        var enough = IntStream.range(ENOUGH, latest.size() + 1)
                .filter(count -> Duration.between(
                                        latest.get(count - 1).receivedAt(),
                                        latest.getFirst().receivedAt())
                                .compareTo(LONG_ENOUGH)
                        >= 0)
                .findFirst();
        if (enough.isEmpty()) {
            return Optional.empty();
        }
        var offsets = latest.subList(0, enough.getAsInt()).stream()
                .map(DeviceClocks::ahead)
                .sorted()
                .toList();
        var middle = offsets.get(offsets.size() / 2);
        var equally = offsets.getLast().minus(offsets.getFirst()).compareTo(EQUALLY) <= 0;
        return equally && middle.compareTo(TOLERANCE.negated()) < 0 ? Optional.of(middle) : Optional.empty();
    }

    private static Duration ahead(Fix fix) {
        return Duration.between(fix.receivedAt(), fix.recordedAt());
    }
}
