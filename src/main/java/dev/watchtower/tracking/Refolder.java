package dev.watchtower.tracking;

import dev.watchtower.platform.OutOfMemory;
import dev.watchtower.platform.OwnerDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration RULES_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final OwnerDatabase owner;
    private final RoadEpoch road;
    private final RuleBook ruleBook;
    private final LiveFleet live;
    private final RefoldQueue queue;
    private final Folding folding;
    private final ErasedTrucks erased;
    private final PositionMetrics metrics;
    private final Refold.Tools tools;
    private @Nullable Thread thread;
    private volatile boolean running;

    Refolder(
            OwnerDatabase owner,
            RoadEpoch road,
            RuleBook ruleBook,
            CommitStamps stamps,
            LiveFleet live,
            RefoldQueue queue,
            Folding folding,
            NewsPublisher publisher,
            ErasedTrucks erased,
            PositionMetrics metrics,
            Clock clock) {
        this.owner = owner;
        this.road = road;
        this.ruleBook = ruleBook;
        this.live = live;
        this.queue = queue;
        this.folding = folding;
        this.erased = erased;
        this.metrics = metrics;
        this.tools = new Refold.Tools(road, ruleBook, stamps, live, folding, publisher, erased, clock);
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
                if (!road.isOwner()) {
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
                OutOfMemory.endIf(e);
                log.error("refolder_failed", e);
            }
        }
    }

    private void readRules() {
        try {
            if (ruleBook.read()) {
                live.rulesChanged();
                folding.rulesChanged();
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("motion_rules_not_read cause={}", e.toString());
        }
    }

    private void refold(RefoldQueue.Turn turn) throws InterruptedException {
        if (erased.has(turn.truck())) {
            return;
        }
        var begin = System.nanoTime();
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            try {
                var result = new Refold(connection, turn.truck(), turn.organization(), tools).run();
                metrics.refolded(result.fixes(), Duration.ofNanos(System.nanoTime() - begin));
                if (result.again()) {
                    queue.ask(turn.truck(), turn.organization());
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("truck_not_refolded truck={} cause={}", turn.truck(), e.toString());
            queue.ask(turn.truck(), turn.organization());
        }
    }
}
