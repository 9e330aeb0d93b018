package dev.watchtower.tracking;

import dev.watchtower.platform.OutOfMemory;
import dev.watchtower.tracking.motion.Fact;
import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.roads.DrivenSteps;
import dev.watchtower.tracking.roads.Rush;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Folds stored fixes as they come, truck by truck in the order of time, and keeps each truck's progress with what was
 * found within a second, or some seconds where that is much. One thread does it all. What it cannot take as it comes
 * (late fixes, what was missed) is folded from what is stored by the {@link Refolder}, which meanwhile may ask for a truck to be left to it.
 */
@Component
class Folding implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Folding.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration KEEP_EVERY = Duration.ofMillis(500);
    /** Keeping many trucks takes the database's time from storing: it pauses for so many times as long as it took. */
    private static final int KEEP_PAUSE = 3;

    private static final Duration KEEP_AT_LATEST = Duration.ofSeconds(3);
    private static final int KEEP_AT_ONCE = 500;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int BYTES_A_FIX = 250;
    /** More, or more than take a quarter of memory, are folded from the table later. */
    private static final long MOST_WAITING_FIXES =
            Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 4 / BYTES_A_FIX);

    private final FoldKeeper keeper;
    private final RuleBook ruleBook;
    private final LiveFleet live;
    private final PositionMetrics metrics;
    private final Clock clock;
    private final RefoldQueue refolds;
    private final ErasedTrucks erased;

    private final LiveSteps liveSteps;
    private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingFixes = new AtomicInteger();
    /** Trucks of which more may be stored than will be told, with their organizations. */
    private final Map<UUID, UUID> doubted = new ConcurrentHashMap<>();

    private final AtomicBoolean doubtsWait = new AtomicBoolean();
    /** Counts the loadings: what was stored before one is part of it. */
    private final AtomicInteger lives = new AtomicInteger();

    private @Nullable Thread thread;
    private volatile boolean running;

    // Of the thread alone
    private final Map<UUID, TruckFold> trucks = new HashMap<>();
    private final FixesAhead ahead = new FixesAhead(FixesAhead.MOST_HELD);
    private final Set<TruckFold> dirty = new LinkedHashSet<>();

    /** In which memory was loaded; nothing is kept in another one. */
    private long epoch;

    private boolean loaded;

    private long nextKeep = System.nanoTime();

    Folding(
            FoldKeeper keeper,
            RuleBook ruleBook,
            LiveFleet live,
            PositionMetrics metrics,
            Clock clock,
            RefoldQueue refolds,
            ErasedTrucks erased,
            Rush rush) {
        this.keeper = keeper;
        this.ruleBook = ruleBook;
        this.live = live;
        this.metrics = metrics;
        this.clock = clock;
        this.refolds = refolds;
        this.erased = erased;
        this.liveSteps = new LiveSteps(rush);
        metrics.gauge("fold.waiting.positions", "Stored positions that are not folded yet", waitingFixes::get);
    }

    /** Takes in what was stored just now, each truck's in the order of time; of late ones the marks are stored with them. */
    void stored(List<Fix> fixes, Set<Fix> late) {
        if (waitingFixes.addAndGet(fixes.size()) > MOST_WAITING_FIXES) {
            waitingFixes.addAndGet(-fixes.size());
            doubt(fixes); // which remembers trucks alone
            return;
        }
        var since = System.nanoTime();
        var life = lives.get();
        messages.add(() -> {
            waitingFixes.addAndGet(-fixes.size());
            if (!loaded || life != lives.get()) {
                return; // what is loaded after it was stored holds it
            }
            try {
                take(fixes, late);
            } catch (RuntimeException | Error e) {
                behind(fixes);
                throw e;
            }
            metrics.folded(fixes, Duration.ofNanos(System.nanoTime() - since));
        });
    }

    /** These may be stored: their trucks are folded from what is. */
    void doubt(List<Fix> fixes) {
        fixes.forEach(fix -> doubted.put(fix.truck(), fix.organization()));
        if (!doubtsWait.getAndSet(true)) {
            messages.add(() -> {
                doubtsWait.set(false); // before they are read: what is doubted from here on waits for the next turn
                var trucks = Map.copyOf(doubted);
                doubted.keySet().removeAll(trucks.keySet());
                keepAll();
                trucks.forEach(this::leaveBehind);
            });
        }
    }

    private void behind(List<Fix> fixes) {
        var trucks = new HashMap<UUID, UUID>();
        fixes.forEach(fix -> trucks.put(fix.truck(), fix.organization()));
        trucks.forEach(this::leaveBehind);
    }

    /** Begins anew from what is kept: each truck with its progress, and those that are behind. */
    void load(long epoch, List<ProgressReader.Row> rows, Set<UUID> behind) {
        lives.incrementAndGet();
        messages.add(() -> {
            forget();
            this.epoch = epoch;
            loaded = true;
            for (var row : rows) {
                var rules = ruleBook.of(row.organization());
                var truck = new TruckFold(
                        row.truck(),
                        row.organization(),
                        rules,
                        row.progress().foldedTo() == null
                                ? rules.version()
                                : row.progress().rulesVersion(),
                        row.progress().state(),
                        !behind.contains(row.truck()));
                trucks.put(row.truck(), truck);
                tell(truck);
                if (!truck.following) {
                    refolds.ask(truck.truck, truck.organization);
                } else if (truck.rulesVersion != rules.version()) {
                    refolds.askPatiently(truck.truck, truck.organization);
                }
            }
        });
    }

    /** Memory is of no use any more: the road is another process's. */
    void drop() {
        messages.add(this::forget);
    }

    /** Completes when memory knows nothing of these trucks, which are erased. */
    CompletableFuture<Void> forget(Set<UUID> gone) {
        var forgotten = new CompletableFuture<Void>();
        messages.add(() -> {
            keepAll(); // with the steps that they drove
            trucks.keySet().removeAll(gone);
            dirty.removeIf(truck -> gone.contains(truck.truck));
            ahead.forget(gone);
            forgotten.complete(null);
        });
        return forgotten;
    }

    /** Has trucks looked at by the re-folder, whose organization's rules are new. */
    void rulesChanged() {
        messages.add(() -> trucks.values().stream()
                .filter(truck ->
                        truck.rulesVersion != ruleBook.of(truck.organization).version())
                .forEach(truck -> refolds.askPatiently(truck.truck, truck.organization)));
    }

    /**
     * From when this completes the truck is the caller's; all that was folded of it is kept.
     *
     * @param since the epoch in which the caller's work began: with memory of another one it fails
     */
    CompletableFuture<Void> leaveToCaller(long since, UUID truck, UUID organization) {
        var left = new CompletableFuture<Void>();
        messages.add(() -> {
            if (since != epoch) {
                left.completeExceptionally(new RoadEpoch.NotOwner());
                return;
            }
            var fold = fold(truck, organization);
            if (dirty.contains(fold)) {
                keepNow(List.of(fold));
            }
            fold.following = false;
            fold.missed = false; // what came until now is stored, and the caller reads it
            left.complete(null);
        });
        return left;
    }

    /** Has a truck that is not followed looked at once more. */
    void askIfLeft(long since, UUID truck, UUID organization) {
        messages.add(() -> {
            if (since == epoch && !fold(truck, organization).following) {
                refolds.ask(truck, organization);
            }
        });
    }

    /** The truck goes on from here; memory of another epoch was loaded from what is kept of it. */
    void goOn(long since, UUID truck, UUID organization, Refold.Outcome outcome) {
        messages.add(() -> {
            if (since != epoch) {
                return;
            }
            var fold = fold(truck, organization);
            if (fold.following) {
                return; // it was loaded meanwhile, and may have gone on
            }
            fold.kept = outcome.state();
            fold.run = null;
            fold.driven = null;
            fold.rules = outcome.rules();
            fold.rulesVersion = outcome.rules().version();
            fold.lasting = outcome.lasting();
            fold.today = null;
            fold.following = true;
            if (outcome.nextAhead() != null) {
                ahead.mark(outcome.nextAhead(), truck);
            }
            tell(fold);
            if (fold.missed) {
                leaveBehind(truck, organization);
            }
        });
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("fold").start(this::work);
    }

    /** Folds and keeps what waits, then ends. */
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

    /** Between the road's owner and the recorder, so that nothing is recorded that is not folded. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    static final int PHASE = 1;

    private void work() {
        while (running || !messages.isEmpty()) {
            try {
                var message = messages.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (message != null) {
                    message.run();
                }
                takeDue(clock.instant().toEpochMilli());
                if (System.nanoTime() - nextKeep >= 0) {
                    keepSome();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // this thread is everyone's, and must go on
                OutOfMemory.endIf(e);
                log.error("fold_failed", e);
                leaveBehind(List.copyOf(dirty));
            }
        }
        keepAll();
    }

    private void take(List<Fix> fixes, Set<Fix> late) {
        var now = clock.instant().toEpochMilli();
        takeDue(now); // before newer ones
        for (var fix : erased.without(fixes)) {
            if (!late.isEmpty() && late.contains(fix)) {
                refolds.ask(fix.truck(), fix.organization());
            } else {
                take(fold(fix.truck(), fix.organization()), fix, now);
            }
        }
    }

    /** Folds the fix if it is the truck's turn. */
    private void take(TruckFold truck, Fix fix, long now) {
        var at = fix.recordedAt().toEpochMilli();
        if (!truck.following) {
            truck.missed = true;
            return;
        }
        if (at <= truck.state().at()) {
            return; // it was stored before the truck was read
        }
        if (at > now) {
            ahead.add(fix);
            return;
        }
        var run = truck.run;
        if (run == null) {
            run = new FoldRun(truck.kept, truck.rules.motion(), (step, origin) -> drive(truck, step, origin));
            truck.run = run;
            dirty.add(truck);
        }
        run.take(motionFix(fix), Origin.of(fix.source(), true), step -> true);
        if (truck.hasNews()) {
            tell(truck);
        }
    }

    private void drive(TruckFold truck, Fact.Step step, Origin origin) {
        if (origin != Origin.LIVE || liveSteps.hasRoom()) {
            if (truck.driven == null) {
                truck.driven = new DrivenSteps();
            }
            Refold.drive(truck.driven, truck.organization, step, origin);
        }
    }

    private void takeDue(long now) {
        for (var due = ahead.next(now); due != null; due = ahead.next(now)) {
            var truck = trucks.get(due.truck());
            if (truck == null) {
                continue;
            }
            if (due.fix() == null) {
                leaveBehind(truck.truck, truck.organization);
            } else {
                take(truck, due.fix(), now);
            }
        }
    }

    /**
     * Keeps those that wait longest. Of many trucks each transaction takes some: one with all of them would be flushed for
     * so long that positions wait for it.
     */
    private void keepSome() {
        var begin = System.nanoTime();
        var turns = 1 + dirty.size() / KEEP_AT_ONCE;
        keepNow(dirty.stream().limit(KEEP_AT_ONCE).toList());
        var end = System.nanoTime();
        var pause = Math.min((end - begin) * KEEP_PAUSE, KEEP_AT_LATEST.toNanos() / turns);
        nextKeep = end + (dirty.isEmpty() ? Math.max(pause, KEEP_EVERY.toNanos()) : pause);
    }

    private void keepAll() {
        while (!dirty.isEmpty()) {
            keepNow(dirty.stream().limit(KEEP_AT_ONCE).toList());
        }
    }

    /** Where they cannot be kept, all that wait are left behind: mostly it is the database that is away. */
    private void keepNow(List<TruckFold> some) {
        if (some.isEmpty()) {
            return;
        }
        try {
            keeper.keep(epoch, some);
            some.forEach(dirty::remove);
        } catch (SQLException | RuntimeException e) {
            log.warn("motion_not_kept trucks={} cause={}", dirty.size(), e.toString());
            leaveBehind(List.copyOf(dirty));
        }
    }

    /** The truck's memory is dropped; it is folded on from its row. */
    private void leaveBehind(UUID truck, UUID organization) {
        var fold = fold(truck, organization);
        fold.run = null;
        fold.driven = null;
        fold.lasting = null;
        fold.today = null;
        fold.following = false;
        fold.missed = false;
        dirty.remove(fold);
        refolds.ask(truck, organization);
    }

    private void leaveBehind(Collection<TruckFold> some) {
        some.forEach(truck -> leaveBehind(truck.truck, truck.organization));
    }

    private void forget() {
        trucks.clear();
        ahead.clear();
        dirty.clear();
        refolds.forget();
        loaded = false;
    }

    private TruckFold fold(UUID truck, UUID organization) {
        return trucks.computeIfAbsent(truck, missing -> {
            var rules = ruleBook.of(organization);
            return new TruckFold(truck, organization, rules, rules.version(), MotionState.START, true);
        });
    }

    private void tell(TruckFold truck) {
        var doing = Doing.of(truck.state());
        truck.told = live.moves(truck.organization, truck.truck, doing) ? doing : null;
    }

    static MotionFix motionFix(Fix fix) {
        var speed = fix.speedKph();
        return MotionFix.of(
                fix.recordedAt().toEpochMilli(),
                fix.point().latitude(),
                fix.point().longitude(),
                fix.ignition(),
                speed == null ? null : (Float) speed.floatValue());
    }
}
