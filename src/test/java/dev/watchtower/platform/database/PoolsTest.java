package dev.watchtower.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class PoolsTest {
    @Autowired
    Server server;

    @Test
    void aConnectionThatTheServerEndedIsNotGivenToARequest() {
        var client = server.newOrganization();
        client.addTruck("875");
        for (int round = 0; round < 5; round++) {
            // Used just now: a pool that spares itself the test within some time of a use would fail here.
            IntStream.range(0, 10).parallel().forEach(i -> client.get("/api/v1/trucks"));
            server.database()
                    .sql("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name = 'watchtower-request'")
                    .query((row, n) -> 1)
                    .list();
            assertThat(client.get("/api/v1/trucks").status()).isEqualTo(200);
            assertThat(client.get("/api/v1/me").status()).isEqualTo(200);
        }
        assertThat(client.positions(Positions.position("875", Instant.now(), 38, 23.7))
                        .status())
                .isEqualTo(200);
    }
}
