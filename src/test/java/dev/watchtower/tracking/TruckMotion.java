package dev.watchtower.tracking;

import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionRules;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.motion.MotionStateCodec;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What follows from a truck's fixes, in a form in which what is kept compares with what the fold says of them in order.
 *
 * @param days the figures of each UTC day, in days since 1970
 * @param dayEnds the states after the days' last fixes
 */
public record TruckMotion(
        MotionState state, List<String> episodes, Map<Long, String> days, Map<Long, MotionState> dayEnds) {

    /** As the pure fold says, whatever the order in which the fixes are given. */
    public static TruckMotion of(Collection<PositionReport> reports) {
        var run = new FoldRun(MotionState.START, MotionRules.STANDARD, (step, origin) -> {});
        reports.stream()
                .map(TruckMotion::motionFix)
                .sorted(Comparator.comparingLong(MotionFix::at))
                .forEach(fix -> run.take(fix, Origin.LIVE, step -> true));
        return new TruckMotion(run.state(), shown(run.episodes()), shown(run.days()), run.dayEnds());
    }

    /** As it is kept, read by the database's owner. */
    public static TruckMotion kept(JdbcClient database, UUID truck) {
        return new TruckMotion(
                state(database, truck), episodes(database, truck), days(database, truck), dayEnds(database, truck));
    }

    private static MotionFix motionFix(PositionReport report) {
        var speed = report.speedKph();
        return MotionFix.of(
                report.recordedAt().toEpochMilli(),
                report.latitude(),
                report.longitude(),
                report.ignition(),
                speed == null ? null : (Float) speed.floatValue());
    }

    private static MotionState state(JdbcClient database, UUID truck) {
        return database.sql("select state from truck_progress where truck_id = ? and state is not null")
                .param(truck)
                .query((row, n) -> MotionStateCodec.state(row.getBytes(1)))
                .optional()
                .orElse(MotionState.START);
    }

    private static List<String> episodes(JdbcClient database, UUID truck) {
        return shown(database.sql("select * from motion_episodes where truck_id = ?")
                .param(truck)
                .query((row, n) -> EpisodeWriter.episode(row))
                .list());
    }

    private static Map<Long, String> days(JdbcClient database, UUID truck) {
        var days = new TreeMap<Long, DayFigures>();
        database.sql("select * from truck_days where truck_id = ?").param(truck).query(row -> {
            days.put(row.getObject("day", LocalDate.class).toEpochDay(), DayFigures.of(row));
        });
        return shown(days);
    }

    private static Map<Long, MotionState> dayEnds(JdbcClient database, UUID truck) {
        var states = new TreeMap<Long, MotionState>();
        database.sql("select day, state from truck_day_states where truck_id = ?")
                .param(truck)
                .query(row -> {
                    states.put(
                            row.getObject("day", LocalDate.class).toEpochDay(),
                            MotionStateCodec.state(row.getBytes("state")));
                });
        return states;
    }

    private static List<String> shown(List<Episode> episodes) {
        return episodes.stream()
                .sorted(Comparator.comparingLong(Episode::from)
                        .thenComparing(one -> one.kind().name()))
                .map(one -> one.kind() + " " + one.from() + " " + one.to() + " " + one.point())
                .toList();
    }

    private static Map<Long, String> shown(Map<Long, DayFigures> days) {
        var shown = new TreeMap<Long, String>();
        days.forEach((day, figures) -> shown.put(
                day,
                Arrays.toString(figures.centimetres()) + Arrays.toString(figures.topSpeedKph())
                        + figures.carriedCentimetres + " " + figures.carriedAt));
        return shown;
    }
}
