package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.platform.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Stores positions by group commit: what arrives while one commit is under way goes into the next, so that many senders
 * share one COPY and one flush to disk. A sender is answered after its commit and after the pipeline's first step.
 */
@Component
class PositionRecorder implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PositionRecorder.class);
    private static final int COMMIT_FIXES = 20_000;
    private static final int WAITING_FIXES = 200_000;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** A database that says nothing for so long has gone without a word. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

    private static final Duration BEAT = Duration.ofMillis(200);
    /** After so long without a position the connection goes back to the pool. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** So many commits may wait for what follows from them. */
    private static final int MOST_AHEAD = 2;

    /** What one sender sent, checked; it is stored whole or not at all. */
    record Batch(
            UUID organization,
            List<Fix> fixes,
            List<IntakeAnswer.Refusal> refusals,
            @Nullable Checkpoint step) {
        IntakeAnswer answer(int stored) {
            return new IntakeAnswer(stored, fixes.size() - stored, refusals);
        }
    }

    private record Waiting(Batch batch, FixRows rows, CompletableFuture<IntakeAnswer> answer) {}

    /** What is committed together; its fixes are counted through. */
    private record Group(List<Waiting> batches, List<Fix> fixes) {
        static Group of(List<Waiting> batches) {
            var first = batches.getFirst().batch().fixes();
            if (batches.size() == 1) {
                return new Group(batches, first);
            }
            var fixes = new ArrayList<Fix>();
            batches.forEach(one -> fixes.addAll(one.batch().fixes()));
            return new Group(batches, fixes);
        }

        List<FixRows> rows() {
            return batches.stream().map(Waiting::rows).toList();
        }

        List<Fix> those(BitSet which) {
            return which.cardinality() == fixes.size()
                    ? fixes
                    : which.stream().mapToObj(fixes::get).toList();
        }

        /** What was stored, each truck's in the order of time. */
        List<Fix> inOrder(PositionWriter.Written written) {
            var stored = those(written.stored());
            return written.inOrder()
                    ? stored
                    : stored.stream()
                            .sorted(Comparator.comparing(Fix::recordedAt))
                            .toList();
        }

        /** Tells each batch how many of its fixes were stored. */
        void forEach(BitSet stored, ObjIntConsumer<Waiting> action) {
            var index = 0;
            for (var one : batches) {
                var end = index + one.batch().fixes().size();
                action.accept(one, stored.get(index, end).cardinality());
                index = end;
            }
        }
    }

    /** A feed's place is not where its step began. */
    private static final class StepTaken extends RuntimeException {}

    private final OwnerDatabase owner;
    private final RoadEpoch road;
    private final Partitions partitions;
    private final PositionWriter writer;
    private final NewestStored newest;
    private final PositionPipeline pipeline;
    private final CommitStamps stamps;
    private final PositionMetrics metrics;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingFixes = new AtomicInteger();
    /** Of these trucks it is not known whether a commit was made, or still will be; with one of its fixes. */
    private final Map<UUID, Fix> unsettled = new HashMap<>();

    private final Semaphore ahead = new Semaphore(MOST_AHEAD);

    private @Nullable Connection held; // of the thread alone
    private @Nullable Thread thread;
    private @Nullable ExecutorService follow;
    private volatile boolean running;

    PositionRecorder(
            OwnerDatabase owner,
            RoadEpoch road,
            Partitions partitions,
            PositionWriter writer,
            NewestStored newest,
            PositionPipeline pipeline,
            CommitStamps stamps,
            PositionMetrics metrics) {
        this.owner = owner;
        this.road = road;
        this.partitions = partitions;
        this.writer = writer;
        this.newest = newest;
        this.pipeline = pipeline;
        this.stamps = stamps;
        this.metrics = metrics;
        metrics.gauge("waiting.positions", "Positions that wait for a commit", waitingFixes::get);
    }

    /**
     * Stores the batch and tells what became of it.
     *
     * @throws Problem 503 when it is not known to be stored; 409 when its feed was read on by someone else
     */
    IntakeAnswer record(Batch batch) {
        if (batch.fixes().isEmpty() && batch.step() == null) {
            return batch.answer(0);
        }
        if (!isOpen()) {
            throw unavailable(new RoadEpoch.NotOwner());
        }
        var rows = new FixRows(batch.fixes());
        if (waitingFixes.addAndGet(batch.fixes().size()) > WAITING_FIXES) {
            waitingFixes.addAndGet(-batch.fixes().size());
            throw Problem.unavailable("More positions arrive than can be stored just now.", RETRY, null);
        }
        var waiting = new Waiting(batch, rows, new CompletableFuture<>());
        queue.add(waiting);
        try {
            return waiting.answer().get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : unavailable(e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    boolean isOpen() {
        return running && road.isOwner();
    }

    @Override
    public void start() {
        running = true;
        follow = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("position-pipeline").factory());
        thread = Thread.ofPlatform().name("position-recorder").start(this::work);
    }

    /** Stores what waits, then ends. */
    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            try {
                thread.join(ANSWER_LIMIT);
                followed().shutdown();
                followed().awaitTermination(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
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
        while (running || !queue.isEmpty()) {
            try {
                var first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    giveBack();
                    first = queue.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                }
                if (first != null) {
                    commit(together(first));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // this thread is everyone's, and must go on
                log.error("recorder_failed", e);
                newest.forgetAll();
            }
        }
        giveBack();
    }

    /** The first and those behind it, as many as make one commit. A feed's step has a commit of its own, as it may fail. */
    private List<Waiting> together(Waiting first) {
        var group = new ArrayList<>(List.of(first));
        var fixes = first.batch().fixes().size();
        if (first.batch().step() == null) {
            for (var next = queue.peek();
                    next != null
                            && next.batch().step() == null
                            && fixes + next.batch().fixes().size() <= COMMIT_FIXES;
                    next = queue.peek()) {
                group.add(queue.remove());
                fixes += next.batch().fixes().size();
            }
        }
        waitingFixes.addAndGet(-fixes);
        return group;
    }

    private void commit(List<Waiting> batches) {
        var begin = System.nanoTime();
        try {
            var group = Group.of(batches);
            var written = store(group);
            metrics.committed(written.stored().cardinality(), Duration.ofNanos(System.nanoTime() - begin));
            newest.stored(written.newest());
            ahead.acquireUninterruptibly();
            followed().execute(() -> follow(group, written));
        } catch (SQLException | RuntimeException | Error e) {
            fail(batches, e); // an Error too: those who wait shall hear of it
        }
    }

    /** What comes after the commit, while the next one is under way. */
    private void follow(Group group, PositionWriter.Written written) {
        ahead.release();
        try {
            pipeline.run(group.inOrder(written), Set.copyOf(group.those(written.late())));
            group.forEach(
                    written.stored(),
                    (one, stored) -> one.answer().complete(one.batch().answer(stored)));
        } catch (RuntimeException | Error e) {
            log.error("stored_positions_not_followed", e);
            pipeline.doubt(group.fixes());
            group.batches().forEach(one -> one.answer().completeExceptionally(unavailable(e)));
        }
    }

    private PositionWriter.Written store(Group group) throws SQLException {
        settle();
        partitions.ensure(group.fixes());
        try {
            return transaction(group, true);
        } catch (SQLException e) {
            if (!SqlStates.isUniqueViolation(e)) {
                throw e;
            }
            // Something is stored that we did not know of: an answer to a commit was lost. Ask for each fix.
            newest.forget(trucks(group.fixes()));
            return transaction(group, false);
        }
    }

    private PositionWriter.Written transaction(Group group, boolean trustful) throws SQLException {
        long stamp = 0;
        var committed = false;
        var connection = confirmed();
        try {
            stamp = stamps.next(); // not before the road is certain: who takes it begins a new row of them
            var written = writer.write(connection, group.rows(), trustful, stamp);
            advance(connection, group, written);
            connection.commit();
            committed = true;
            return written;
        } finally {
            stamps.stored(stamp);
            if (!committed) {
                rollBack(connection);
                giveBack();
            }
        }
    }

    /** In a transaction of the road's owner. One that was kept may have died with its server: then another one. */
    private Connection confirmed() throws SQLException {
        var kept = held != null;
        var connection = connection();
        try {
            road.confirm(connection);
            return connection;
        } catch (SQLException e) {
            giveBack();
            if (!kept) {
                throw e;
            }
        } catch (RuntimeException e) {
            giveBack();
            throw e;
        }
        return confirmed();
    }

    /**
     * Kept between commits while they follow each other: the pool tests a connection each time it gives it out, which on a
     * busy machine takes as long as a small commit.
     */
    private Connection connection() throws SQLException {
        var connection = held;
        if (connection == null) {
            connection = owner.connection();
            prepare(connection);
            held = connection;
        }
        return connection;
    }

    private static void prepare(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, (int) SILENCE_LIMIT.toMillis());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private ExecutorService followed() {
        return Objects.requireNonNull(follow);
    }

    private void giveBack() {
        try (var connection = held) {
            held = null;
        } catch (SQLException e) {
            log.debug("connection_close cause={}", e.toString());
        }
    }

    /** A feed's step stands alone in its group. */
    private static void advance(Connection connection, Group group, PositionWriter.Written written)
            throws SQLException {
        var batch = group.batches().getFirst().batch();
        var step = batch.step();
        if (step != null
                && !IntakeLedger.advance(
                        connection,
                        batch.organization(),
                        step,
                        batch.answer(written.stored().cardinality()))) {
            throw new StepTaken();
        }
    }

    private void fail(List<Waiting> batches, Throwable e) {
        partitions.forget();
        batches.forEach(one -> one.batch().fixes().forEach(fix -> unsettled.put(fix.truck(), fix)));
        try {
            settle();
        } catch (SQLException | RuntimeException unanswered) {
            log.warn("commit_not_settled trucks={} cause={}", unsettled.size(), unanswered.toString());
        }
        if (e instanceof StepTaken) {
            batches.forEach(one -> one.answer()
                    .completeExceptionally(Problem.of(
                            HttpStatus.CONFLICT, "step-taken", "Another worker has read this source on meanwhile.")));
        } else if (batches.size() > 1 && e instanceof SQLException fault && !SqlStates.isPassing(fault)) {
            // One of them is at fault: the others shall not fail with it.
            batches.forEach(one -> commit(List.of(one)));
        } else {
            log.warn("positions_not_stored batches={} cause={}", batches.size(), e.toString());
            var problem =
                    e instanceof SQLException fault && !SqlStates.isPassing(fault) ? unstorable() : unavailable(e);
            batches.forEach(one -> one.answer().completeExceptionally(problem));
        }
    }

    /**
     * Waits until the server is done with every commit of ours that it may still be at work on, and has what memory knows
     * of those trucks read again. Each commit holds the row of the road's owner against this.
     */
    private void settle() throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        try (var connection = owner.connection()) {
            prepare(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("select from road_owner for update");
            }
            connection.commit();
        }
        newest.forget(unsettled.keySet());
        var doubtful = List.copyOf(unsettled.values());
        followed().execute(() -> pipeline.doubt(doubtful));
        unsettled.clear();
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("rollback_failed cause={}", e.toString());
        }
    }

    private static Set<UUID> trucks(List<Fix> fixes) {
        return fixes.stream().map(Fix::truck).collect(Collectors.toSet());
    }

    private static Problem unstorable() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "positions-not-storable",
                "The database refuses these positions. It has been noted.");
    }

    private static Problem unavailable(@Nullable Throwable cause) {
        return Problem.unavailable(
                "Positions cannot be stored just now. Keep them and send them again; repeats do no harm.",
                RETRY,
                cause);
    }
}
