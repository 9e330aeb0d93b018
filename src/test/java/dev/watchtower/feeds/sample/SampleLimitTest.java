package dev.watchtower.feeds.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The sample fleet where fewer positions are taken of an organization than its past has. */
@ServerTest
@Import(MovableTime.class)
@TestPropertySource(properties = {"watchtower.sample-fleet.mode=on", "watchtower.positions.intake-per-second=100"})
class SampleLimitTest {
    @Autowired
    Server server;

    @Autowired
    MovableTicker ticker;

    @Test
    void itWaitsForRoomAndGoesOnWhereItWas() {
        await().until(() -> positions() > 500);
        await().during(Duration.ofSeconds(2)).until(this::isWaiting);
        for (int step = 0; step < 2; step++) {
            var before = positions();
            ticker.pass(Duration.ofMinutes(10));
            await().until(() -> positions() > before);
        }
        assertThat(server.admin().get("/api/v1/sample").json().get("state").asString())
                .isEqualTo("making");
    }

    private long seen;

    /** Whether nothing has come since the last look. */
    private boolean isWaiting() {
        var before = seen;
        seen = positions();
        return seen == before;
    }

    private long positions() {
        return server.database()
                .sql("select count(*) from vehicle_positions")
                .query(Long.class)
                .single();
    }
}
