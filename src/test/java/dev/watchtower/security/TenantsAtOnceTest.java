package dev.watchtower.security;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two organizations that ask at once, on the same threads and connections. */
@ServerTest
class TenantsAtOnceTest {
    private static final int AT_ONCE = 100;
    private static final int FEW_ROUNDS = 10;

    /** What one asks who may know of the other's ids, and the status of the answer. */
    private record Question(int status, BiFunction<Tenant, Tenant, Answer> asked) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(200, (own, other) -> own.owner().get("/api/v1/trucks")),
            new Question(200, (own, other) -> own.owner().get("/api/v1/trucks/" + own.truck())),
            new Question(404, (own, other) -> own.owner().get("/api/v1/trucks/" + other.truck())),
            new Question(200, (own, other) -> own.owner().get("/api/v1/trucks/" + own.truck() + "/location")),
            new Question(404, (own, other) -> own.owner().get("/api/v1/trucks/" + other.truck() + "/location")),
            new Question(404, (own, other) -> own.owner().delete("/api/v1/trucks/" + other.truck())),
            new Question(200, (own, other) -> own.owner().get("/api/v1/me")),
            new Question(200, (own, other) -> own.owner().get("/api/v1/members")),
            new Question(200, (own, other) -> own.owner().get("/api/v1/imports")),
            new Question(404, (own, other) -> own.owner().get("/api/v1/imports/" + other.imported())),
            new Question(200, (own, other) -> own.owner().get("/api/v1/audit-log?limit=200")),
            new Question(200, (own, other) -> own.owner().get("/api/v1/audit-log.csv?subject=" + own.truck())),
            new Question(201, (own, other) -> own.owner().post("/api/v1/intake-tokens", Map.of("name", "Yard"))),
            new Question(200, (own, other) -> own.owner().positions(position(own.number(), Instant.now(), 38, 23.7))),
            new Question(
                    200, (own, other) -> own.owner().positions(position(other.number(), Instant.now(), 38, 23.7))));

    @Autowired
    Server server;

    @Test
    void aHundredRequestsAtOnceAreAnsweredFromTheirOwnRows() throws Exception {
        askAtOnce(() -> round -> round < FEW_ROUNDS);
    }

    @Test
    @Tag("full")
    void aHundredRequestsAtOnceForTwentySecondsAreAnsweredFromTheirOwnRows() throws Exception {
        askAtOnce(() -> {
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            return round -> System.nanoTime() < end;
        });
    }

    /** @param begun called once both organizations have all that they are asked about; tells whether a round is due */
    private void askAtOnce(Supplier<IntPredicate> begun) throws Exception {
        var one = new Tenant(server);
        var other = new Tenant(server);
        var goesOn = begun.get();
        var faults = new ConcurrentLinkedQueue<String>();
        var answered = new AtomicInteger();
        var askers = new ArrayList<Callable<Void>>();
        for (int asker = 0; asker < AT_ONCE; asker++) {
            var own = asker % 2 == 0 ? one : other;
            var theirs = own == one ? other : one;
            int first = asker;
            askers.add(() -> {
                for (int round = 0; goesOn.test(round); round++) {
                    var question = QUESTIONS.get((first + round) % QUESTIONS.size());
                    var answer = question.asked().apply(own, theirs);
                    answered.incrementAndGet();
                    if (answer.status() != question.status()
                            || theirs.marks().stream().anyMatch(answer.text()::contains)) {
                        faults.add(answer.toString());
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(askers)) {
                done.get();
            }
        }
        assertThat(faults).isEmpty();
        assertThat(answered.get()).isGreaterThanOrEqualTo(AT_ONCE);
        assertThat(server.positions(one.truck())).isPositive();
    }
}
