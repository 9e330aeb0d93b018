package dev.watchtower.feeds.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Skip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 50 real trucks. Their file is other people's data and lies beside the project, not in it. */
@ServerTest
class AthensImportTest {
    private static final Path FILE = Path.of("..", "shared", "data", "athens-trucks.csv.gz");

    @Autowired
    Server server;

    @Test
    void fiftyTrucksAreImportedOnceHoweverOftenTheFileIsSent() {
        Skip.unless(Files.exists(FILE), "the import of real trucks: their file is not beside the project");
        var client = server.newOrganization();

        var first = imported(client);
        assertThat(first.get("status").asString()).isEqualTo("DONE");
        assertThat(first.get("accepted").asInt()).isEqualTo(112_203);
        assertThat(first.get("createdTrucks").asInt()).isEqualTo(50);
        assertThat(first.get("rejected").asInt()).isZero();

        var second = imported(client);
        assertThat(second.get("accepted").asInt()).isZero();
        assertThat(second.get("duplicates").asInt()).isEqualTo(112_203);

        var trucks = client.get("/api/v1/trucks?limit=200").json().get("items");
        assertThat(trucks).hasSize(50);
        assertThat(trucks.values().stream()
                        .mapToLong(truck ->
                                server.positions(UUID.fromString(truck.get("id").asString())))
                        .sum())
                .isEqualTo(112_203);
        for (var truck : trucks) {
            var location = client.get("/api/v1/trucks/" + truck.get("id").asString() + "/location")
                    .json();
            assertThat(location.get("latitude").asDouble()).isBetween(37.81, 38.30);
            assertThat(location.get("longitude").asDouble()).isBetween(23.51, 24.02);
        }
    }

    private static JsonNode imported(Client client) {
        var id = client.upload("/api/v1/imports/positions", FILE, Map.of("createTrucks", "true"))
                .id();
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> client.get("/api/v1/imports/" + id).json(),
                        one -> !one.get("finishedAt").isNull());
    }
}
