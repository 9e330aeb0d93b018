package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Folds trucks from what is stored: again, where late fixes came, and on, where some were missed. It begins at the last
 * end of a day before the first late fix and ends where a day ends in the state that is kept of it; only where it comes
 * to the newest fix is the truck taken out of the fold's hands for the moment of keeping.
 */
@Component
class Refolder implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Refolder.class);
    private static final int FETCH_ROWS = 5_000;
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration RULES_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /** Where a truck goes on after it was folded up to its newest fix. */
    record Outcome(
            MotionState state,
            RuleBook.Rules rules,
            List<Episode.Kept> lasting,
            @Nullable Long nextAhead) {}

    private final OwnerDatabase owner;
    private final RoadEpoch epoch;
    private final RuleBook ruleBook;
    private final CommitClock commits;
    private final LiveFleet live;
    private final RefoldQueue queue;
    private final Folding folding;
    private final NewsPublisher publisher;
    private final PositionMetrics metrics;
    private final Clock clock;
    private @Nullable Thread thread;
    private volatile boolean running;

    Refolder(
            OwnerDatabase owner,
            RoadEpoch epoch,
            RuleBook ruleBook,
            CommitClock commits,
            LiveFleet live,
            RefoldQueue queue,
            Folding folding,
            NewsPublisher publisher,
            PositionMetrics metrics,
            Clock clock) {
        this.owner = owner;
        this.epoch = epoch;
        this.ruleBook = ruleBook;
        this.commits = commits;
        this.live = live;
        this.queue = queue;
        this.folding = folding;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("refold").start(this::work);
    }

    /** What is not folded by now is marked, and folded after the next start. */
    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            try {
                thread.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Folding.PHASE + 1;
    }

    private void work() {
        var lastRules = 0L;
        while (running) {
            try {
                if (!epoch.isOwner()) {
                    TimeUnit.MILLISECONDS.sleep(BEAT.toMillis());
                    continue; // turns that were asked for before the road begins wait for it
                }
                if (System.nanoTime() - lastRules >= RULES_EVERY.toNanos()) {
                    lastRules = System.nanoTime();
                    readRules();
                }
                var turn = queue.next(BEAT);
                if (turn != null) {
                    refold(turn);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // this thread is everyone's, and must go on
                log.error("refold_failed", e);
            }
        }
    }

    private void readRules() {
        try {
            if (ruleBook.read()) {
                live.rulesChanged(ruleBook);
                folding.rulesChanged();
            }
        } catch (SQLException e) {
            log.warn("motion_rules_not_read cause={}", e.toString());
        }
    }

    private void refold(RefoldQueue.Turn turn) throws InterruptedException {
        var begin = System.nanoTime();
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            try {
                var fixes = new Work(connection, turn.truck(), turn.organization()).run();
                metrics.refolded(fixes, Duration.ofNanos(System.nanoTime() - begin));
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("truck_not_refolded truck={} cause={}", turn.truck(), e.toString());
            queue.ask(turn.truck(), turn.organization());
        }
    }

    /** The folding of one truck, in one transaction. */
    private final class Work {
        private final Connection connection;
        private final UUID truck;
        private final UUID organization;
        private final Instant stored = commits.stored(); // before anything is read
        private final DrivenSteps driven = new DrivenSteps();
        /** The times of late fixes whose way is not in the driven roads yet. */
        private final Set<Long> newWays = new HashSet<>();

        private long fixes;
        private @Nullable Long nextAhead;

        Work(Connection connection, UUID truck, UUID organization) {
            this.connection = connection;
            this.truck = truck;
            this.organization = organization;
        }

        /** How many fixes were read. */
        long run() throws SQLException, InterruptedException {
            var progress = ProgressReader.of(connection, truck, organization);
            var rules = ruleBook.of(organization);
            var sameRules = progress.rulesVersion() == rules.version();
            var late = progress.refoldFrom();
            var foldedTo = progress.foldedTo();
            if (foldedTo == null || !sameRules) {
                foldToTheEnd(progress, rules, MotionState.START, Long.MIN_VALUE, true);
            } else if (late == null || late.isAfter(foldedTo)) {
                foldOn(progress, rules);
            } else {
                var dayEnd = ProgressWriter.dayEndBefore(connection, truck, late.toEpochMilli());
                if (dayEnd == null) {
                    foldToTheEnd(progress, rules, MotionState.START, Long.MIN_VALUE, false);
                } else {
                    foldToTheEnd(
                            progress, rules, dayEnd.getValue(), (dayEnd.getKey() + 1) * DayFigures.DAY_MILLIS, false);
                }
            }
            return fixes;
        }

        /** Folds on from the row, once it is certain that nobody else does. */
        private void foldOn(ProgressReader.Progress seen, RuleBook.Rules rules)
                throws SQLException, InterruptedException {
            takeOver();
            var progress = ProgressReader.of(connection, truck, organization);
            var from = progress.state().at();
            var run = run(progress.state(), rules);
            read(run, from, progress, null);
            keepUpToTheEnd(seen.refoldVersion(), rules, run, progress.state(), from + 1, true);
        }

        private void foldToTheEnd(
                ProgressReader.Progress progress, RuleBook.Rules rules, MotionState start, long from, boolean whole)
                throws SQLException, InterruptedException {
            var run = run(start, rules);
            var dayEnds = whole || from == Long.MIN_VALUE && progress.refoldTo() == null
                    ? new TreeMap<Long, MotionState>()
                    : ProgressWriter.dayEnds(connection, truck, lastLateDay(progress));
            var converged = read(run, from - (from == Long.MIN_VALUE ? 0 : 1), progress, dayEnds);
            if (converged != null) {
                keepUntil(progress.refoldVersion(), run, start, from, converged);
                return;
            }
            takeOver();
            var latest = ProgressReader.of(connection, truck, organization);
            read(run, run.state().at(), latest, null);
            keepUpToTheEnd(progress.refoldVersion(), rules, run, start, from, false);
        }

        private long lastLateDay(ProgressReader.Progress progress) {
            var last = progress.refoldTo();
            return DayFigures.day(last == null ? Long.MAX_VALUE : last.toEpochMilli());
        }

        private FoldRun run(MotionState start, RuleBook.Rules rules) {
            return new FoldRun(start, rules.motion(), Origin.LATE, this::drive);
        }

        /**
         * Reads and folds the fixes after a moment, up to the clock.
         *
         * @param dayEnds the kept states, any of which ends the reading where it is met; null for none
         * @return the beginning of the day before which it ended so; null where it came to the end
         */
        private @Nullable Long read(
                FoldRun run, long after, ProgressReader.Progress progress, @Nullable TreeMap<Long, MotionState> dayEnds)
                throws SQLException {
            var now = clock.instant().toEpochMilli();
            var folded = progress.foldedTo();
            var foldedTo = folded == null ? Long.MIN_VALUE : folded.toEpochMilli();
            try (var query = connection.prepareStatement("""
                    select recorded_at, latitude, longitude, ignition, speed_kph, source, late_at
                    from vehicle_positions where truck_id = ? and recorded_at > ? order by recorded_at""")) {
                query.setFetchSize(FETCH_ROWS);
                query.setObject(1, truck);
                query.setObject(2, after == Long.MIN_VALUE ? OffsetDateTime.MIN : utc(after));
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
                    var isLive = fix.at() > foldedTo;
                    var isLate = row.getObject("late_at") != null;
                    if (isLate
                            && time(row, "late_at").isAfter(progress.walkedLate())
                            && !time(row, "late_at").isAfter(stored)) {
                        newWays.add(fix.at());
                    }
                    run.take(
                            fix,
                            Origin.of(Source.of(row.getShort("source")), isLive && !isLate),
                            step -> isLive
                                    || newWays.contains(step.from().at())
                                    || newWays.contains(step.to().at()));
                }
            }
            return null;
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

        /** From here on the truck's fixes wait for us. */
        private void takeOver() throws InterruptedException {
            try {
                folding.leaveToCaller(truck, organization).get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("the fold does not answer", e);
            }
        }

        /** Keeps what was found from one moment until a day's end, after which all is as it was. */
        private void keepUntil(long seenVersion, FoldRun run, MotionState start, long from, long until)
                throws SQLException {
            epoch.confirm(connection);
            var lasting = run.lasting();
            var since = since(run, from);
            var kept = EpisodeWriter.since(connection, organization, truck, since, FoldRun.lasting(start)).stream()
                    .filter(one -> one.episode().end() < until && !EpisodeWriter.isAmong(lasting, one.episode()))
                    .toList();
            var matching = EpisodeChange.match(kept, run.ended());
            EpisodeWriter.write(connection, organization, truck, matching.changes());
            replaceDays(run, since, until);
            finish(seenVersion, !matching.changes().isEmpty());
        }

        private void keepUpToTheEnd(
                long seenVersion, RuleBook.Rules rules, FoldRun run, MotionState start, long from, boolean onTop)
                throws SQLException {
            if (run.state().good() == null) { // nothing is stored yet that the clock has reached
                connection.commit();
                folding.goOn(truck, organization, new Outcome(MotionState.START, rules, List.of(), nextAhead));
                return;
            }
            epoch.confirm(connection);
            var first = run.firstAt();
            var since = since(run, from);
            var kept = EpisodeWriter.since(connection, organization, truck, since, FoldRun.lasting(start));
            var matching = EpisodeChange.match(kept, run.episodes());
            EpisodeWriter.write(connection, organization, truck, matching.changes());
            if (onTop) {
                addDays(run);
            } else {
                replaceDays(run, since, null);
            }
            var recent =
                    live.of(organization).truck(truck).map(LiveTruck::recent).orElse(null);
            ProgressWriter.keep(
                    connection,
                    List.of(new ProgressWriter.Kept(truck, organization, run.state(), first, rules.version(), recent)));
            finish(seenVersion, !matching.changes().isEmpty());
            var lasting = matching.kept().stream()
                    .filter(one -> one.episode().lasts())
                    .toList();
            folding.goOn(truck, organization, new Outcome(run.state(), rules, lasting, nextAhead));
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
            ProgressWriter.keepDays(connection, organization, truck, days);
            var ends = run.dayEnds().tailMap(first); // the state before the first of them is another day's
            var met = end == null ? null : (Long) (end - 1); // the state that was met stays
            ProgressWriter.deleteOtherDays(connection, "truck_day_states", truck, first, met, ends.keySet());
            ProgressWriter.keepDayEnds(connection, organization, truck, ends);
        }

        /** What was counted from the middle of a day on comes to what is kept of it. */
        private void addDays(FoldRun run) throws SQLException {
            var days = new HashMap<Long, DayFigures>();
            var kept = ProgressWriter.days(
                    connection,
                    run.days().keySet().stream()
                            .map(day -> new ProgressWriter.TruckDay(truck, day))
                            .toList());
            run.days().forEach((day, more) -> {
                var before = kept.get(new ProgressWriter.TruckDay(truck, day));
                days.put(day, before == null ? more : before.plus(more));
            });
            ProgressWriter.keepDays(connection, organization, truck, days);
            ProgressWriter.keepDayEnds(connection, organization, truck, run.dayEnds());
        }

        private void finish(long seenVersion, boolean news) throws SQLException {
            driven.store(connection);
            ProgressWriter.clearLate(connection, truck, seenVersion, stored);
            connection.commit();
            if (news) {
                publisher.wake(List.of(organization));
            }
        }

        private void drive(Fact.Step step) {
            var from = step.from();
            var to = step.to();
            driven.add(
                    organization, from.at(), from.latitude(), from.longitude(), to.at(), to.latitude(), to.longitude());
        }

        private static MotionFix fix(ResultSet row) throws SQLException {
            return MotionFix.of(
                    time(row, "recorded_at").toEpochMilli(),
                    row.getDouble("latitude"),
                    row.getDouble("longitude"),
                    row.getObject("ignition", Boolean.class),
                    row.getObject("speed_kph", Float.class));
        }

        private static Instant time(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }

        private static OffsetDateTime utc(long millis) {
            return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
        }
    }
}
