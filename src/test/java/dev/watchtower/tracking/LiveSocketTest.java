package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class LiveSocketTest {
    private static final String ALL = "{\"type\":\"watch\"}";
    private static final Instant NOW = Instant.now();

    @Autowired
    Server server;

    private Client client;
    private UUID truck;

    @BeforeEach
    void aTruckInAthens() {
        client = server.newOrganization();
        truck = client.addTruck("875");
        client.addTruck("silent");
        client.positions(position("875", NOW.minusSeconds(60), 38, 23.7));
    }

    @Test
    void aSnapshotThenChanges() {
        try (var watching = Watching.open(client, ALL)) {
            await().until(() -> watching.trucks().containsKey("875"));
            assertThat(watching.frames().getFirst().get("type").asString()).isEqualTo("snapshot");
            assertThat(watching.trucks()).containsOnlyKeys("875");
            var state = watching.trucks().get("875");
            assertThat(state.get("id").asString()).isEqualTo(truck.toString());
            await().until(() ->
                    watching.trucks().get("875").get("motion").asString("").equals("moving"));
            assertThat(state.get("source").asString()).isEqualTo("api");

            client.positions(position("875", NOW, 38.01, 23.7));
            await().until(() -> watching.trucks().get("875").get("latitude").asDouble() == 38.01);
            assertThat(watching.frames().getLast().get("type").asString()).isEqualTo("changes");
            assertThat(watching.trucks().get("875").get("derived").asBoolean()).isTrue();
        }
    }

    @Test
    void framesComeAsBinaryMessagesWhenAskedFor() {
        var number = "Müller 875 €";
        client.put("/api/v1/trucks/" + truck, Map.of("truckNumber", number));
        try (var text = Watching.open(client, ALL);
                var binary = Watching.open(client, "{\"type\":\"watch\",\"binary\":true}")) {
            await().until(() -> text.trucks().containsKey(number));
            await().until(() -> binary.trucks().containsKey(number));
            client.positions(position(number, NOW, 38.01, 23.7));
            await().until(() -> binary.trucks().get(number).get("latitude").asDouble() == 38.01);
            await().until(() -> text.trucks().get(number).equals(binary.trucks().get(number)));
            assertThat(binary.binaryFrames()).isEqualTo(binary.frames().size());
            assertThat(text.binaryFrames()).isZero();
        }
    }

    @Test
    void otherOrganizationsTrucksAreNotSeen() {
        var other = server.newOrganization();
        other.addTruck("theirs");
        try (var watching = Watching.open(client, ALL);
                var byId = Watching.open(other, "{\"type\":\"watch\",\"trucks\":[\"" + truck + "\"]}")) {
            other.positions(position("theirs", NOW, 38, 23.7));
            client.positions(position("875", NOW, 38.5, 23.7));
            await().until(() -> watching.trucks().get("875").get("latitude").asDouble() == 38.5);
            assertThat(watching.trucks()).containsOnlyKeys("875");
            assertThat(byId.trucks()).isEmpty();
        }
    }

    @Test
    void aTruckThatLeavesTheWatchedBoxIsGone() {
        try (var watching = Watching.open(client, "{\"type\":\"watch\",\"box\":[23,37,24,39]}")) {
            await().until(() -> watching.trucks().containsKey("875"));
            client.positions(position("875", NOW.minusSeconds(1), 41, 23.7));
            await().until(() -> watching.trucks().isEmpty());
            client.positions(position("875", NOW, 38, 23.7));
            await().until(() -> watching.trucks().containsKey("875"));
        }
    }

    @Test
    void onlyTheTrucksAskedForAreSentAndTheFilterCanChange() {
        client.addTruck("876");
        client.positions(position("876", NOW, 38, 23.7));
        try (var watching = Watching.open(client, "{\"type\":\"watch\",\"trucks\":[\"" + truck + "\"]}")) {
            await().until(() -> watching.trucks().containsKey("875"));
            assertThat(watching.trucks()).containsOnlyKeys("875");
            watching.send(ALL);
            await().until(() -> watching.trucks().size() == 2);
        }
    }

    @Test
    void anArchivedTruckIsGoneAndARenamedOneChanges() {
        try (var watching = Watching.open(client, ALL)) {
            await().until(() -> watching.trucks().containsKey("875"));
            client.put("/api/v1/trucks/" + truck, Map.of("truckNumber", "875-A"));
            await().until(() -> watching.trucks().containsKey("875-A"));
            client.delete("/api/v1/trucks/" + truck);
            await().until(() -> !watching.trucks().containsKey("875-A"));
            client.post("/api/v1/trucks/" + truck + "/restore", "");
            await().until(() -> watching.trucks().containsKey("875-A"));
        }
    }

    @Test
    void atMostTenFramesASecondWithTheNewestStateOnly() {
        try (var watching = Watching.open(client, ALL)) {
            await().until(() -> watching.trucks().containsKey("875"));
            var before = watching.frames().size();
            var start = System.nanoTime();
            for (int i = 1; i <= 200; i++) {
                client.positions(position("875", NOW.plusMillis(i), 38 + i / 1000.0, 23.7));
            }
            await().until(() -> watching.trucks().get("875").get("latitude").asDouble() == 38.2);
            var seconds = (System.nanoTime() - start) / 1e9;
            assertThat(watching.frames().size() - before).isLessThanOrEqualTo((int) Math.ceil(seconds * 10) + 1);
        }
    }

    @Test
    void aTicketOpensOneSocket() {
        var ticket =
                client.post("/api/v1/auth/ws-ticket", "").json().get("ticket").asString();
        try (var first = Watching.connect(client, ticket)) {
            first.send(ALL);
            await().until(() -> !first.frames().isEmpty());
            assertThatThrownBy(() -> Watching.connect(client, ticket)).hasStackTraceContaining("401");
            assertThatThrownBy(() -> Watching.connect(client, "made-up")).hasStackTraceContaining("401");
        }
    }

    @Test
    void theSocketClosesWhenTheSessionEnds() throws Exception {
        try (var watching = Watching.open(client, ALL)) {
            await().until(() -> !watching.frames().isEmpty());
            client.post("/api/v1/auth/logout", "");
            assertThat(watching.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1008);
        }
    }

    @Test
    void theSocketClosesWhenAnotherProcessEndsTheSessionOrTakesTheRight() throws Exception {
        var colleague = server.newMember(client, Role.DISPATCHER);
        try (var ended = Watching.open(client, ALL);
                var demoted = Watching.open(colleague, ALL)) {
            await().until(() -> !ended.frames().isEmpty() && !demoted.frames().isEmpty());
            server.database()
                    .sql("update sessions set ended_at = now() where user_id = ?")
                    .param(user(client))
                    .update();
            server.database()
                    .sql("update memberships set role = 'DRIVER' where user_id = ?")
                    .param(user(colleague))
                    .update();
            assertThat(ended.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1008);
            assertThat(demoted.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1008);
        }
    }

    @Test
    void aTicketIsWorthNothingToWhoMayNotWatchAnyMore() {
        var colleague = server.newMember(client, Role.DISPATCHER);
        var ticket = colleague
                .post("/api/v1/auth/ws-ticket", "")
                .json()
                .get("ticket")
                .asString();
        server.database()
                .sql("update memberships set role = 'DRIVER' where user_id = ?")
                .param(user(colleague))
                .update();
        assertThatThrownBy(() -> Watching.connect(colleague, ticket)).hasStackTraceContaining("401");
    }

    private static UUID user(Client client) {
        return UUID.fromString(client.get("/api/v1/me").json().at("/user/id").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "null",
                "{}",
                "[]",
                "{\"type\":\"steer\"}",
                "{\"type\":\"watch\",\"box\":[1,2,3]}",
                "{\"type\":\"watch\",\"box\":[1,2,3,null]}",
                "{\"type\":\"watch\",\"trucks\":[\"x\"]}",
                "{\"type\":\"watch\",\"trucks\":[null]}"
            })
    void anUnreadableMessageClosesTheSocketWithAReason(String message) throws Exception {
        try (var watching = Watching.open(client, message)) {
            assertThat(watching.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1007);
        }
    }
}
