package dev.watchtower.tracking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The trucks that are to be folded again, each at most once a second. Those of which only the rules are new have time:
 * they come when no other does.
 */
@Component
class RefoldQueue {
    private static final Duration APART = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;

    /** A truck whose turn comes at this time of the machine's clock of nanoseconds. */
    record Turn(UUID truck, UUID organization, long nanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final Deque<Turn> patient = new ArrayDeque<>();
    private final Map<UUID, Turn> asked = new HashMap<>();
    private final Map<UUID, Long> lastTurns = new HashMap<>();

    RefoldQueue(PositionMetrics metrics) {
        metrics.gauge("refold.waiting.trucks", "Trucks that wait to be folded again", this::size);
    }

    /** Asks for a turn; one that was asked for and has not come yet is enough. */
    synchronized void ask(UUID truck, UUID organization) {
        if (!asked.containsKey(truck)) {
            var last = lastTurns.get(truck);
            var due = last == null ? System.nanoTime() : last + APART.toNanos();
            var turn = new Turn(truck, organization, due);
            asked.put(truck, turn);
            turns.add(turn);
        }
    }

    /** Asks for a turn that has time. */
    synchronized void askPatiently(UUID truck, UUID organization) {
        patient.add(new Turn(truck, organization, System.nanoTime()));
    }

    /** The next truck whose turn has come; null when none comes for a while. */
    @Nullable
    Turn next(Duration atMost) throws InterruptedException {
        var turn = turns.poll();
        if (turn == null) {
            turn = nextPatient();
        }
        if (turn == null) {
            turn = turns.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (turn != null) {
            taken(turn);
        }
        return turn;
    }

    synchronized void forget() {
        turns.clear();
        patient.clear();
        asked.clear();
        lastTurns.clear();
    }

    private synchronized int size() {
        return turns.size() + patient.size();
    }

    private synchronized @Nullable Turn nextPatient() {
        return patient.poll();
    }

    private synchronized void taken(Turn turn) {
        asked.remove(turn.truck(), turn);
        if (lastTurns.size() >= REMEMBERED) {
            var old = System.nanoTime() - APART.toNanos();
            lastTurns.values().removeIf(last -> last < old);
        }
        lastTurns.put(turn.truck(), System.nanoTime());
    }
}
