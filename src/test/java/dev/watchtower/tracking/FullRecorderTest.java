package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A database that stands still, while more comes than is kept waiting for it. */
@ServerTest
class FullRecorderTest {
    private static final int SENDERS = 30;
    private static final int EACH = 10_000;
    /** 200,000 positions wait, and up to 20,000 are under way. */
    private static final int MOST_TAKEN = 22;

    @Autowired
    Server server;

    @Autowired
    OwnerDatabase owner;

    private final Instant start = Instant.now().minus(Duration.ofHours(5));

    @Test
    void theSurplusIsRefusedAtOnceAndWhatIsAcceptedIsStored() throws Exception {
        var client = server.newOrganization();
        var trucks = IntStream.range(0, SENDERS)
                .mapToObj(i -> client.addTruck("T" + i))
                .toList();
        List<Client.Answer> answers;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Client.Answer>> sent;
            try (var hold = owner.connection()) {
                hold.setAutoCommit(false);
                hold.createStatement().execute("select from road_owner for update");
                sent = IntStream.range(0, SENDERS)
                        .mapToObj(i -> senders.submit(() -> send(client, i)))
                        .toList();
                await().until(() -> refused(sent).size() >= SENDERS - MOST_TAKEN);
                assertThat(refused(sent)).allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                });
                hold.rollback();
            }
            answers = new ArrayList<>();
            for (var one : sent) {
                answers.add(one.get());
            }
        }
        for (int i = 0; i < SENDERS; i++) {
            assertThat(server.positions(trucks.get(i))).isEqualTo(answers.get(i).status() == 200 ? EACH : 0);
        }
        assertThat(answers.stream().filter(answer -> answer.status() == 200).count())
                .isBetween((long) SENDERS * 2 / 3, (long) MOST_TAKEN);

        for (int i = 0; i < SENDERS; i++) {
            if (answers.get(i).status() != 200) {
                assertThat(send(client, i).json().get("accepted").asInt()).isEqualTo(EACH);
            }
        }
        assertThat(trucks.stream().mapToLong(server::positions).sum()).isEqualTo((long) SENDERS * EACH);
    }

    private Client.Answer send(Client client, int truck) {
        return client.post(
                "/api/v1/positions",
                IntStream.range(0, EACH)
                        .mapToObj(i -> position("T" + truck, start.plusSeconds(i), 38, 23.7))
                        .toList());
    }

    /** The answers that came while the database stood still. */
    private static List<Client.Answer> refused(List<Future<Client.Answer>> sent) {
        return sent.stream().filter(Future::isDone).map(Future::resultNow).toList();
    }
}
