package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Positions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Senders and readers that go on whatever happens to the server, and keep what it answered. */
final class Traffic implements AutoCloseable {
    private static final int SENDERS = 4;
    private static final int BATCH = 10;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Instant start = Instant.now().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.SECONDS);
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Instant> stored = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Client client;
    private final String truck;
    private volatile boolean goesOn = true;

    /** @param readers what is asked for besides, each over and over */
    Traffic(Client client, String truck, List<Supplier<Answer>> readers) {
        this.client = client;
        this.truck = truck;
        for (int i = 0; i < SENDERS; i++) {
            threads.add(Thread.startVirtualThread(this::send));
        }
        readers.forEach(reader -> threads.add(Thread.startVirtualThread(() -> read(reader))));
    }

    /** Waits until positions and reads are answered that were not before. */
    void awaitAnswers() {
        var positions = stored.size();
        var answers = reads.get();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(stored.size() > positions && reads.get() > answers)
                        .as(this::toString)
                        .isTrue());
    }

    /** Waits until a request is answered 503. */
    void awaitRefusals() {
        var before = refusals.get();
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(refusals.get()).as(this::toString).isGreaterThan(before));
    }

    /** Ends it, and asserts that every answer was a good one or a 503, and that nothing answered was lost. */
    @Override
    public void close() throws InterruptedException {
        goesOn = false;
        for (var thread : threads) {
            thread.join();
        }
        assertThat(faults).isEmpty();
        var again = stored.stream().map(this::position).toList();
        for (int from = 0; from < again.size(); from += 5_000) {
            var part = again.subList(from, Math.min(again.size(), from + 5_000));
            assertThat(client.post("/api/v1/positions", part)
                            .json()
                            .get("duplicates")
                            .asInt())
                    .isEqualTo(part.size());
        }
    }

    @Override
    public String toString() {
        return stored.size() + " positions stored, " + reads + " reads, " + refusals + " refusals, faults " + faults;
    }

    private void send() {
        while (goesOn) {
            var first = next.getAndAdd(BATCH);
            var times = IntStream.range(first, first + BATCH)
                    .mapToObj(start::plusSeconds)
                    .toList();
            var batch = times.stream().map(this::position).toList();
            if (isGood(() -> client.post("/api/v1/positions", batch))) {
                stored.addAll(times);
            }
        }
    }

    private void read(Supplier<Answer> reader) {
        while (goesOn) {
            if (isGood(reader)) {
                reads.incrementAndGet();
            }
        }
    }

    private boolean isGood(Supplier<Answer> request) {
        try {
            var answer = request.get();
            if (answer.status() >= 200 && answer.status() < 300) {
                return true;
            }
            if (answer.status() == 503
                    && answer.type().equals("urn:watchtower:unavailable")
                    && answer.headers().firstValue("Retry-After").isPresent()) {
                refusals.incrementAndGet();
            } else {
                faults.add(answer.toString());
            }
        } catch (RuntimeException e) {
            faults.add(e.toString());
        }
        return false;
    }

    private Map<String, Object> position(Instant time) {
        return Positions.position(truck, time, 38, 23.7);
    }
}
