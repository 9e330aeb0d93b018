package dev.watchtower.tracking;

import dev.watchtower.platform.OutOfMemory;
import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.CommitGroup.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Stores positions by group commit: what arrives while one group is copied goes into the next, so that many senders share
 * one COPY and one flush to disk. While a group's commit is flushed the next group is copied by another connection; they
 * are committed in order. A sender is answered after its commit and after the pipeline's first step.
 */
@Component
class PositionRecorder implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PositionRecorder.class);
    private static final int COMMIT_FIXES = 20_000;
    private static final int WAITING_FIXES = 200_000;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration BEAT = Duration.ofMillis(200);
    /** After so long without a position the connections go back to the pool. */
    private static final Duration PAUSE = Duration.ofMillis(100);

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

    /** Rows that are in the table once their commit is made, which began at {@link System#nanoTime()}. */
    private record Copied(
            CommitGroup group, Connection connection, long stamp, PositionWriter.Written written, long begin) {}

    /** A feed's place is not where its step began. */
    private static final class StepTaken extends RuntimeException {}

    /** It is not known what became of a commit before this one. */
    private static final class InDoubt extends RuntimeException {}

    private final RoadEpoch road;
    private final RecorderConnections connections;
    private final Partitions partitions;
    private final PositionWriter writer;
    private final NewestStored newest;
    private final PositionPipeline pipeline;
    private final CommitStamps stamps;
    private final PositionMetrics metrics;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingFixes = new AtomicInteger();
    /**
     * Trucks whose commit failed, so that it is not known whether it was made, or still will be; with one of the fixes.
     * While there are any, nothing is committed.
     */
    private final Map<UUID, Fix> unsettled = new ConcurrentHashMap<>();

    private @Nullable Thread thread;
    private @Nullable ExecutorService finisher;
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
        this.road = road;
        this.connections = new RecorderConnections(owner, road);
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
        finisher = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("position-finisher").factory());
        thread = Thread.ofPlatform().name("position-recorder").start(this::work);
    }

    /** Stores what waits, then ends. */
    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            try {
                thread.join(ANSWER_LIMIT);
                finisher().shutdown();
                finisher().awaitTermination(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
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
                    rest();
                    first = queue.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                }
                if (first != null) {
                    copy(together(first));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // this thread is everyone's, and must go on
                OutOfMemory.endIf(e);
                log.error("recorder_failed", e);
                awaitFinished();
                newest.forgetAll();
            }
        }
        awaitFinished();
        connections.giveBack();
    }

    private void rest() {
        connections.giveBack();
        try {
            settle();
        } catch (SQLException | RuntimeException e) {
            log.warn("commit_not_settled trucks={} cause={}", unsettled.size(), e.toString());
        }
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

    private void copy(List<Waiting> batches) {
        try {
            var copied = copied(CommitGroup.of(batches));
            finisher().execute(() -> finish(copied));
        } catch (SQLException | RuntimeException | Error e) { // an Error too: those who wait shall hear of it
            fail(batches, e);
        }
    }

    private Copied copied(CommitGroup group) throws SQLException {
        settle();
        partitions.ensure(group.fixes());
        try {
            return copied(group, true);
        } catch (SQLException e) {
            if (!SqlStates.isUniqueViolation(e)) {
                throw e;
            }
            // Something is stored that we did not know of: an answer to a commit was lost. Ask for each fix.
            awaitFinished();
            newest.forget(group.trucks());
            return copied(group, false);
        }
    }

    private Copied copied(CommitGroup group, boolean trustful) throws SQLException {
        var begin = System.nanoTime();
        var connection = connections.take();
        var stamp = stamps.next(); // not before the road is certain: who takes it begins a new row of them
        try {
            var written = writer.write(connection, group.rows(), trustful, stamp);
            advance(connection, group, written);
            newest.stored(written.newest());
            return new Copied(group, connection, stamp, written, begin);
        } catch (SQLException | RuntimeException | Error e) {
            connections.drop(connection);
            finisher().execute(() -> stamps.stored(stamp)); // after those before it
            throw e;
        }
    }

    /** Commits, and does what comes after it, while the next group is copied. */
    private void finish(Copied copied) {
        var group = copied.group();
        try {
            commit(copied);
        } catch (SQLException | RuntimeException | Error e) {
            group.fixes().forEach(fix -> unsettled.put(fix.truck(), fix));
            refuse(group.batches(), e);
            return;
        }
        var written = copied.written();
        metrics.committed(written.stored().cardinality(), Duration.ofNanos(System.nanoTime() - copied.begin()));
        try {
            pipeline.run(group.inOrder(written), group.late(written));
            group.forEach(
                    written.stored(),
                    (one, stored) -> one.answer().complete(one.batch().answer(stored)));
        } catch (RuntimeException | Error e) {
            OutOfMemory.endIf(e);
            log.error("stored_positions_not_followed", e);
            pipeline.doubt(group.fixes());
            group.batches().forEach(one -> one.answer().completeExceptionally(unavailable(e)));
        }
    }

    private void commit(Copied copied) throws SQLException {
        var committed = false;
        try {
            if (!unsettled.isEmpty()) {
                throw new InDoubt();
            }
            copied.connection().commit();
            committed = true;
        } finally {
            stamps.stored(copied.stamp());
            if (committed) {
                connections.keep(copied.connection());
            } else {
                connections.drop(copied.connection());
            }
        }
    }

    /** Waits until nothing is on its way any more. */
    private void awaitFinished() {
        CompletableFuture.runAsync(() -> {}, finisher()).join();
    }

    private ExecutorService finisher() {
        return Objects.requireNonNull(finisher);
    }

    /** A feed's step stands alone in its group. */
    private static void advance(Connection connection, CommitGroup group, PositionWriter.Written written)
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
        if (e instanceof StepTaken) {
            batches.forEach(one -> one.answer()
                    .completeExceptionally(Problem.of(
                            HttpStatus.CONFLICT, "step-taken", "Another worker has read this source on meanwhile.")));
        } else if (batches.size() > 1 && e instanceof SQLException fault && !SqlStates.isPassing(fault)) {
            // One of them is at fault: the others shall not fail with it.
            batches.forEach(one -> copy(List.of(one)));
        } else {
            refuse(batches, e);
        }
    }

    private static void refuse(List<Waiting> batches, Throwable e) {
        OutOfMemory.endIf(e);
        if (e instanceof SQLException || e instanceof RoadEpoch.NotOwner || e instanceof InDoubt) {
            log.warn("positions_not_stored batches={} cause={}", batches.size(), e.toString());
        } else {
            log.error("positions_not_stored batches={}", batches.size(), e);
        }
        var problem = e instanceof SQLException fault && !SqlStates.isPassing(fault) ? unstorable() : unavailable(e);
        batches.forEach(one -> one.answer().completeExceptionally(problem));
    }

    /**
     * Waits until the server is done with every commit of ours that it may still be at work on, and has what memory knows
     * of those trucks read again. Each commit holds the row of the road's owner against this.
     */
    private void settle() throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        awaitFinished();
        try (var connection = connections.other();
                var statement = connection.createStatement()) {
            statement.execute("select from road_owner for update");
            connection.commit();
        }
        newest.forget(unsettled.keySet());
        var doubtful = List.copyOf(unsettled.values());
        finisher().execute(() -> pipeline.doubt(doubtful));
        unsettled.clear();
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
