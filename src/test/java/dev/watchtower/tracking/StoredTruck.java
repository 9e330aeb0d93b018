package dev.watchtower.tracking;

import dev.watchtower.tracking.motion.MotionRules;
import dev.watchtower.tracking.motion.MotionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A truck as the table of positions alone tells of it, read by the database's owner. */
public final class StoredTruck {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UUID id;
    private final String number;
    private final List<Fix> fixes;

    private StoredTruck(UUID id, String number, List<Fix> fixes) {
        this.id = id;
        this.number = number;
        this.fixes = fixes;
    }

    public static StoredTruck read(JdbcClient database, String number) {
        var id = database.sql("select id from trucks where truck_number = ?")
                .param(number)
                .query(UUID.class)
                .single();
        var fixes = database.sql("select organization_id, " + StoredFix.COLUMNS
                        + " from vehicle_positions where truck_id = ? order by recorded_at")
                .param(id)
                .query((row, n) -> StoredFix.read(row, id, row.getObject("organization_id", UUID.class)))
                .list();
        return new StoredTruck(id, number, fixes);
    }

    public UUID id() {
        return id;
    }

    /** Its positions as they were sent, in the order of their times. */
    public List<PositionReport> reports() {
        return fixes.stream()
                .map(fix -> new PositionReport(
                        number,
                        fix.recordedAt(),
                        fix.point().latitude(),
                        fix.point().longitude(),
                        fix.speedKph(),
                        fix.headingDegrees(),
                        fix.ignition(),
                        fix.odometerKm(),
                        fix.accuracyMeters()))
                .toList();
    }

    /** Its live state as watchers are sent it, of a truck that is not offline. */
    public JsonNode liveState() {
        var truck = new LiveTruck(id);
        truck.rename(number, false, false, 1);
        var run = new FoldRun(MotionState.START, MotionRules.STANDARD, (step, origin) -> {});
        for (var fix : fixes) {
            truck.take(fix, Instant.EPOCH);
            run.take(Folding.motionFix(fix), Origin.LIVE, step -> true);
        }
        truck.moves(Doing.of(run.state()));
        return JSON.readTree(truck.json(JSON));
    }
}
