package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = "watchtower.metrics.token=a-token-for-prometheus")
class MetricsTest {
    @Autowired
    Server server;

    @Test
    void theFiguresOfTheRoadAreForWhoHasTheToken() {
        var client = server.newOrganization();
        client.addTruck("875");
        client.positions(
                Positions.position("875", Instant.now(), 38, 23.7),
                Positions.position("nobody", Instant.now(), 38, 23.7));

        var metrics = server.anonymous().withToken("a-token-for-prometheus").get("/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("watchtower_positions_total{outcome=\"accepted\",source=\"api\"} 1.0")
                .contains("watchtower_positions_total{outcome=\"rejected\",source=\"api\"} 1.0")
                .contains("watchtower_commit_seconds_count")
                .contains("watchtower_commit_positions_sum 1.0")
                .contains("watchtower_road_owner 1.0")
                .contains("watchtower_live_watchers 0.0")
                .contains("hikaricp_connections_min{pool=\"request\"} 10.0")
                .contains("hikaricp_connections_max{pool=\"request\"} 30.0")
                .contains("hikaricp_connections_pending{pool=\"request\"}")
                .contains("hikaricp_connections_max{pool=\"owner\"} 5.0")
                .contains("hikaricp_connections_pending{pool=\"owner\"}")
                .contains("http_server_requests_seconds_count");

        assertThat(server.anonymous().get("/metrics").status()).isEqualTo(401);
        assertThat(client.get("/metrics").status()).isEqualTo(401);
    }
}
