package dev.watchtower.tracking;

import dev.watchtower.tracking.motion.Fact;
import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.roads.DrivenSteps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One truck folded from what is stored, in one transaction. */
final class Refold {
    private static final int FETCH_ROWS = 5_000;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final long NO_VERSION = -1;

    /** What it works with. */
    record Tools(
            RoadEpoch road,
            RuleBook ruleBook,
            CommitStamps stamps,
            LiveFleet live,
            Folding folding,
            NewsPublisher publisher,
            ErasedTrucks erased,
            Clock clock) {}

    /** Where a truck goes on after it was folded up to its newest fix. */
    record Outcome(
            MotionState state,
            RuleBook.Rules rules,
            List<Episode.Kept> lasting,
            @Nullable Long nextAhead) {}

    /**
     * What became of it.
     *
     * @param fixes how many were read
     * @param again whether something came meanwhile that it could not take in
     */
    record Result(long fixes, boolean again) {}

    private final Connection connection;
    private final UUID truck;
    private final UUID organization;
    private final Tools tools;
    private final long epoch;
    private final RuleBook.Rules rules;
    private final long stored; // before anything is read
    private final DrivenSteps driven = new DrivenSteps();
    /** The times of late fixes whose way is not in the driven roads yet. */
    private final Set<Long> newWays = new HashSet<>();
    /** The times of late fixes stored since this began: their way is counted the next time. */
    private final Set<Long> tooNew = new HashSet<>();

    private long fixes;
    private boolean again;
    private @Nullable Long nextAhead;

    Refold(Connection connection, UUID truck, UUID organization, Tools tools) {
        this.connection = connection;
        this.truck = truck;
        this.organization = organization;
        this.tools = tools;
        this.epoch = tools.road().current();
        this.rules = tools.ruleBook().of(organization);
        this.stored = tools.stamps().stored();
    }

    Result run() throws SQLException, InterruptedException {
        var progress = ProgressReader.of(connection, truck, organization);
        var late = progress.refoldFrom();
        var foldedTo = progress.foldedTo();
        if (foldedTo == null) {
            takeOver();
            foldAll(ProgressReader.of(connection, truck, organization), progress.refoldVersion());
        } else if (progress.rulesVersion() != rules.version()) {
            foldAgain(progress, MotionState.START, Long.MIN_VALUE, new TreeMap<>());
        } else if (late == null || late.isAfter(foldedTo)) {
            foldOn(progress.refoldVersion());
        } else {
            var dayEnd = ProgressWriter.dayEndBefore(connection, truck, late.toEpochMilli());
            var lastLate = progress.refoldTo() == null ? late : progress.refoldTo();
            var dayEnds = ProgressWriter.dayEnds(connection, truck, DayFigures.day(lastLate.toEpochMilli()));
            if (dayEnd == null) {
                foldAgain(progress, MotionState.START, Long.MIN_VALUE, dayEnds);
            } else {
                foldAgain(progress, dayEnd.getValue(), (dayEnd.getKey() + 1) * DayFigures.DAY_MILLIS, dayEnds);
            }
        }
        return new Result(fixes, again || !tooNew.isEmpty());
    }

    /** Folds on from the row. */
    private void foldOn(long seenVersion) throws SQLException, InterruptedException {
        takeOver();
        var progress = ProgressReader.of(connection, truck, organization);
        var late = progress.refoldFrom();
        var foldedTo = progress.foldedTo();
        // What was still to come when it was looked at may be late by now.
        again = late != null && foldedTo != null && !late.isAfter(foldedTo);
        var seen = again ? NO_VERSION : seenVersion;
        var start = progress.state();
        var run = run(start);
        read(run, start.at(), Long.MAX_VALUE, progress, null);
        keepUpToTheEnd(progress, seen, run, start, start.at() + 1, true);
    }

    /** Folds a truck of which nothing is kept yet, and which is ours. */
    private void foldAll(ProgressReader.Progress progress, long seenVersion) throws SQLException {
        var run = run(MotionState.START);
        read(run, Long.MIN_VALUE, Long.MAX_VALUE, progress, null);
        keepUpToTheEnd(progress, seenVersion, run, MotionState.START, Long.MIN_VALUE, false);
    }

    /**
     * Folds from a moment on.
     *
     * @param dayEnds the kept states, any of which ends it where it is met
     */
    private void foldAgain(
            ProgressReader.Progress progress, MotionState start, long from, TreeMap<Long, MotionState> dayEnds)
            throws SQLException, InterruptedException {
        var run = run(start);
        var after = from == Long.MIN_VALUE ? from : from - 1;
        var met = read(run, after, millis(progress.foldedTo()), progress, dayEnds);
        if (met != null) {
            keepUntil(progress, run, start, from, met);
            return;
        }
        takeOver();
        var latest = ProgressReader.of(connection, truck, organization);
        read(run, run.isEmpty() ? after : run.state().at(), Long.MAX_VALUE, latest, null);
        keepUpToTheEnd(latest, progress.refoldVersion(), run, start, from, false);
    }

    private FoldRun run(MotionState start) {
        return new FoldRun(start, rules.motion(), (step, origin) -> drive(driven, organization, step, origin));
    }

    /**
     * Reads and folds the fixes after a moment up to another one, but not beyond the clock.
     *
     * @return the beginning of the day before which a kept state was met; null where none was
     */
    private @Nullable Long read(
            FoldRun run,
            long after,
            long upTo,
            ProgressReader.Progress progress,
            @Nullable TreeMap<Long, MotionState> dayEnds)
            throws SQLException {
        var foldedTo = millis(progress.foldedTo());
        var now = Math.max(tools.clock().instant().toEpochMilli(), foldedTo); // the clock may have been set back
        try (var query = connection.prepareStatement("""
                select recorded_at, latitude, longitude, ignition, speed_kph, source, late_stamp
                from vehicle_positions where truck_id = ? and recorded_at > ? and recorded_at <= ?
                order by recorded_at""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setObject(1, truck);
            query.setObject(2, after == Long.MIN_VALUE ? OffsetDateTime.MIN : utc(after));
            query.setObject(3, upTo == Long.MAX_VALUE ? OffsetDateTime.MAX : utc(upTo));
            var row = query.executeQuery();
            while (row.next()) {
                var fix = fix(row);
                if (fix.at() > now) {
                    nextAhead = fix.at();
                    return null;
                }
                var met = dayEnds == null ? null : metBefore(run, fix, dayEnds);
                if (met != null) {
                    return met;
                }
                fixes++;
                var lateStamp = row.getObject("late_stamp", Long.class);
                if (lateStamp != null && lateStamp > progress.walkedLate()) {
                    (lateStamp > stored ? tooNew : newWays).add(fix.at());
                }
                var isLive = fix.at() > foldedTo;
                run.take(fix, Origin.of(Source.of(row.getShort("source")), isLive), step -> isNewWay(step, isLive));
            }
        }
        return null;
    }

    private boolean isNewWay(Fact.Step step, boolean isLive) {
        var from = step.from().at();
        var to = step.to().at();
        return !tooNew.contains(from)
                && !tooNew.contains(to)
                && (isLive || newWays.contains(from) || newWays.contains(to));
    }

    private static @Nullable Long metBefore(FoldRun run, MotionFix fix, TreeMap<Long, MotionState> dayEnds) {
        if (run.isEmpty()) {
            return null;
        }
        var last = DayFigures.day(run.state().at());
        return last < DayFigures.day(fix.at()) && run.state().equals(dayEnds.get(last))
                ? (Long) ((last + 1) * DayFigures.DAY_MILLIS)
                : null;
    }

    private void confirm() throws SQLException {
        tools.road().confirm(connection, epoch);
        if (tools.erased().has(truck)) {
            throw new IllegalStateException("the truck is being erased");
        }
    }

    /** From here on the truck's fixes wait for us, and all that was folded of it is kept. */
    private void takeOver() throws InterruptedException {
        try {
            tools.folding().leaveToCaller(epoch, truck, organization).get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the fold does not answer", e);
        }
    }

    /** Keeps what was found from one moment until a day's end, after which all is as it was. */
    private void keepUntil(ProgressReader.Progress progress, FoldRun run, MotionState start, long from, long until)
            throws SQLException {
        confirm();
        var since = since(run, from);
        var lasting = run.lasting();
        var undecided = run.state().undecidedFrom();
        var kept = EpisodeWriter.since(connection, organization, truck, since, start).stream()
                .filter(one -> one.episode().end() < until
                        && one.episode().from() < undecided
                        && !EpisodeWriter.isAmong(lasting, one.episode()))
                .toList();
        var changes = EpisodeChange.match(kept, run.ended()).changes();
        EpisodeWriter.write(connection, EpisodeWriter.Changed.of(organization, truck, changes));
        replaceDays(run, since, until);
        finish(progress.refoldVersion(), run.firstAt(), changes);
        tools.folding().askIfLeft(epoch, truck, organization);
    }

    /** Keeps what was found from one moment up to the newest fix, and lets the fold go on from there. */
    private void keepUpToTheEnd(
            ProgressReader.Progress progress,
            long seenVersion,
            FoldRun run,
            MotionState start,
            long from,
            boolean onTop)
            throws SQLException {
        confirm();
        var nothing = run.isEmpty(); // no fix is stored that the clock has reached
        var state = nothing ? progress.state() : run.state();
        List<Episode.Kept> lasting;
        List<EpisodeChange> changes = List.of();
        if (nothing) {
            lasting = EpisodeWriter.lasting(connection, List.of(truck)).getOrDefault(truck, List.of());
        } else {
            var since = since(run, from);
            var kept = EpisodeWriter.since(connection, organization, truck, since, start);
            var matching = EpisodeChange.match(kept, run.episodes());
            changes = matching.changes();
            EpisodeWriter.write(connection, EpisodeWriter.Changed.of(organization, truck, changes));
            if (onTop) {
                addDays(run);
            } else {
                replaceDays(run, since, null);
            }
            lasting = matching.kept().stream()
                    .filter(one -> one.episode().lasts())
                    .toList();
        }
        if (state.good() != null) {
            var recent = tools.live()
                    .of(organization)
                    .truck(truck)
                    .map(LiveTruck::recent)
                    .orElse(null);
            ProgressWriter.keep(
                    connection,
                    List.of(new ProgressWriter.Kept(
                            truck, organization, state, run.firstAt(), rules.version(), recent)));
        }
        finish(seenVersion, run.firstAt(), changes);
        tools.folding().goOn(epoch, truck, organization, new Outcome(state, rules, lasting, nextAhead));
    }

    /** What is older than all that is stored stays as it was found when its positions still were. */
    private static long since(FoldRun run, long from) {
        var first = run.firstAt();
        return from == Long.MIN_VALUE && first != null ? first : from;
    }

    /** Days from one moment on were counted anew from their beginning, until another day if there is one. */
    private void replaceDays(FoldRun run, long from, @Nullable Long until) throws SQLException {
        var first = DayFigures.day(from);
        var end = until == null ? null : (Long) DayFigures.day(until);
        var days = run.days();
        ProgressWriter.deleteOtherDays(connection, "truck_days", truck, first, end, days.keySet());
        keepDays(days);
        var ends = run.dayEnds().tailMap(first); // the state before the first of them is another day's
        var met = end == null ? null : (Long) (end - 1); // the state that was met stays
        ProgressWriter.deleteOtherDays(connection, "truck_day_states", truck, first, met, ends.keySet());
        keepDayEnds(ends);
    }

    /** What was counted from the middle of a day on comes to what is kept of it. */
    private void addDays(FoldRun run) throws SQLException {
        var keys = run.days().keySet().stream()
                .map(day -> new ProgressWriter.TruckDay(truck, day))
                .toList();
        var kept = ProgressWriter.days(connection, keys);
        var sums = new HashMap<Long, DayFigures>();
        run.days().forEach((day, more) -> sums.put(day, more.onto(kept.get(new ProgressWriter.TruckDay(truck, day)))));
        keepDays(sums);
        keepDayEnds(run.dayEnds());
    }

    private void keepDays(Map<Long, DayFigures> days) throws SQLException {
        ProgressWriter.keepDays(
                connection,
                days.entrySet().stream()
                        .map(day -> new ProgressWriter.DayRow(organization, truck, day.getKey(), day.getValue()))
                        .toList());
    }

    private void keepDayEnds(Map<Long, MotionState> ends) throws SQLException {
        ProgressWriter.keepDayEnds(
                connection,
                ends.entrySet().stream()
                        .map(day -> new ProgressWriter.DayEnd(organization, truck, day.getKey(), day.getValue()))
                        .toList());
    }

    private void finish(long seenVersion, @Nullable Long firstAt, List<EpisodeChange> changes) throws SQLException {
        driven.store(connection);
        var version = tooNew.isEmpty() ? seenVersion : NO_VERSION;
        ProgressWriter.clearLate(connection, truck, version, stored, firstAt);
        connection.commit();
        if (!changes.isEmpty()) {
            tools.publisher().wake(List.of(organization));
        }
    }

    /** Adds a step to the driven roads of the organization. */
    static void drive(DrivenSteps driven, UUID organization, Fact.Step step, Origin origin) {
        var from = step.from();
        var to = step.to();
        driven.add(
                organization,
                origin == Origin.SAMPLE,
                from.at(),
                from.latitude(),
                from.longitude(),
                to.at(),
                to.latitude(),
                to.longitude());
    }

    private static MotionFix fix(ResultSet row) throws SQLException {
        return MotionFix.of(
                row.getObject("recorded_at", OffsetDateTime.class).toInstant().toEpochMilli(),
                row.getDouble("latitude"),
                row.getDouble("longitude"),
                row.getObject("ignition", Boolean.class),
                row.getObject("speed_kph", Float.class));
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? Long.MIN_VALUE : time.toEpochMilli();
    }

    private static OffsetDateTime utc(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
