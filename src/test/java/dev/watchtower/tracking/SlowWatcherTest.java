package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.RawSocket;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@Import(MovableTime.class)
@TestPropertySource(properties = "watchtower.live.frames-per-second=50")
class SlowWatcherTest {
    private static final String ALL = "{\"type\":\"watch\"}";
    private static final int TRUCKS = 200;

    @Autowired
    Server server;

    @Autowired
    MovableTicker ticker;

    @Autowired
    MeterRegistry metrics;

    private Client client;
    private Instant now = Instant.now();
    private double latitude = 38;

    @BeforeEach
    void aFleet() {
        client = server.newOrganization();
        var positions = IntStream.range(0, TRUCKS)
                .mapToObj(i -> {
                    client.addTruck("T" + i);
                    return position("T" + i, now.minusSeconds(60), 38, 23.7);
                })
                .toList();
        client.post("/api/v1/positions", positions);
    }

    @Test
    void whoStopsReadingIsClosedWhileOthersAreServed() throws Exception {
        try (var watching = Watching.open(client, ALL);
                var stuck = new RawSocket(client)) {
            awaitGivenUp(stuck, watching);
            assertThat(stuck.readToTheEnd()).isEqualTo(1013);
        }
    }

    @Test
    void whoNeverReadsAgainLosesTheConnection() throws Exception {
        try (var watching = Watching.open(client, ALL);
                var stuck = new RawSocket(client)) {
            awaitGivenUp(stuck, watching);
            await().atMost(Duration.ofSeconds(30)).until(() -> !stuck.send(ALL));
            assertThat(stuck.readToTheEnd()).isEqualTo(1006);
            assertServed(watching);
        }
    }

    /** Has snapshots made until they fill all buffers on the way, and then time pass; in steps that no live line needs. */
    private void awaitGivenUp(RawSocket stuck, Watching watching) {
        stuck.send(ALL);
        await().until(() -> watchers() == 2 && watching.trucks().size() == TRUCKS);
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            IntStream.range(0, 10).forEach(i -> stuck.send(ALL));
            ticker.pass(Duration.ofSeconds(2));
            assertServed(watching);
            return watchers() == 1;
        });
    }

    private void assertServed(Watching watching) {
        latitude += 0.0001;
        now = now.plusMillis(1);
        client.positions(position("T0", now, latitude, 23.7));
        await().until(() -> watching.trucks().get("T0").get("latitude").asDouble() == latitude);
        assertThat(watching.closed()).isNotDone();
    }

    private double watchers() {
        return metrics.get("watchtower.live.watchers").gauge().value();
    }
}
