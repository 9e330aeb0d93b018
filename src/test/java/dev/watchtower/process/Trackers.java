package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.tracking.PositionReport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Senders that each hold a list of fixes and send it in batches, one after the other without a pause: one that is not
 * answered 200 is kept and sent again, to another server if there is one.
 */
final class Trackers implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private int all;
    private volatile double share;
    private volatile boolean goesOn = true;

    /**
     * Adds a sender, which waits until it is let go.
     *
     * @param largestBatch the most fixes it sends at once; its batches have any number up to that
     * @param servers where it may send to just now
     */
    void add(List<PositionReport> fixes, int largestBatch, Supplier<List<Client>> servers, Random random) {
        var own = new Random(random.nextLong());
        all += fixes.size();
        threads.add(Thread.startVirtualThread(() -> send(fixes, largestBatch, servers, own)));
    }

    /** Lets each send up to this share of its fixes. */
    void letGo(double share) {
        this.share = Math.min(1, share);
    }

    /** Waits until about this share of all fixes is answered 200. */
    void awaitAnswered(double share) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(answered.get()).as(this::toString).isGreaterThanOrEqualTo((int) (share * all)));
    }

    /** How many batches were refused. */
    int refused() {
        return refused.get();
    }

    /** How many batches lost the connection to their server before they were answered. */
    int cutOff() {
        return cutOff.get();
    }

    /** Waits until more batches were refused, or cut off, than so many. */
    void awaitMoreUnanswered(int than) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(refused() + cutOff()).as(this::toString).isGreaterThan(than));
    }

    /** Waits until all is answered, and asserts that none was ever refused but for a while. */
    void finish() throws InterruptedException {
        letGo(1);
        awaitAnswered(1);
        close();
        assertThat(faults).isEmpty();
    }

    @Override
    public void close() throws InterruptedException {
        goesOn = false;
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public String toString() {
        return "%s of %d positions answered, %s batches refused, %s cut off, faults %s"
                .formatted(answered, all, refused, cutOff, faults);
    }

    private void send(List<PositionReport> fixes, int largestBatch, Supplier<List<Client>> servers, Random random) {
        int turn = 0;
        for (int from = 0; from < fixes.size() && goesOn; ) {
            if (from >= share * fixes.size()) {
                LockSupport.parkNanos(PAUSE.toNanos());
                continue;
            }
            var batch = fixes.subList(from, Math.min(fixes.size(), from + 1 + random.nextInt(largestBatch)));
            var some = servers.get();
            if (isTaken(some.get(turn % some.size()), batch)) {
                from += batch.size();
                answered.addAndGet(batch.size());
            } else {
                turn++;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean isTaken(Client client, List<PositionReport> batch) {
        try {
            var answer = client.post("/api/v1/positions", batch);
            if (answer.status() == 200) {
                var done = answer.json();
                if (done.get("accepted").asInt() + done.get("duplicates").asInt() != batch.size()) {
                    faults.add(answer.toString());
                }
                return true;
            }
            if (answer.status() != 503
                    || answer.headers().firstValue("Retry-After").isEmpty()) {
                faults.add(answer.toString());
            }
            refused.incrementAndGet();
        } catch (UncheckedIOException e) {
            cutOff.incrementAndGet(); // the server is gone for now
        }
        return false;
    }
}
