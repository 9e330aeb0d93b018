package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

@ServerTest
@DirtiesContext
class RoadTest {
    @Autowired
    Server server;

    @Autowired
    OwnerDatabase owner;

    @Autowired
    RoadEpoch road;

    @Test
    void theRoadIsTakenAgainAfterItsConnectionIsLost() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var now = Instant.now();
        client.positions(position("875", now.minusSeconds(60), 38, 23.7));
        var before = epoch();
        server.database()
                .sql(
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 1465143128"
                                + " and database = (select oid from pg_database where datname = current_database())")
                .query((row, n) -> row.getBoolean(1))
                .single();
        await().until(() -> epoch() > before && road.isOwner());
        assertThat(server.anonymous().get("/readyz").status()).isEqualTo(200);
        assertThat(client.positions(position("875", now, 38, 23.7))
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(server.positions(truck)).isEqualTo(2);
    }

    @Test
    void whoLostTheRoadWithoutNoticingCannotCommit() throws Exception {
        server.database().sql("update road_owner set epoch = epoch + 1").update();
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> road.confirm(connection)).isInstanceOf(RoadEpoch.NotOwner.class);
            connection.rollback();
        } finally {
            server.database().sql("update road_owner set epoch = epoch - 1").update();
        }
    }

    @Test
    void intakeAnswersThatItCannotStoreWhileTheRoadIsAnothers() {
        var client = server.newOrganization();
        client.addTruck("875");
        server.database().sql("update road_owner set epoch = epoch + 1").update();
        try {
            var answer = client.positions(position("875", Instant.now(), 38, 23.7));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.type()).isEqualTo("urn:watchtower:unavailable");
        } finally {
            server.database().sql("update road_owner set epoch = epoch - 1").update();
        }
    }

    private long epoch() {
        return server.database()
                .sql("select epoch from road_owner")
                .query(Long.class)
                .single();
    }
}
