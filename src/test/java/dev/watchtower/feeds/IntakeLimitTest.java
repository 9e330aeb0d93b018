package dev.watchtower.feeds;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A limit of 100 positions a second, 1,000 at once, whoever brings them. */
@ServerTest
@Import(MovableTime.class)
@TestPropertySource(properties = "watchtower.positions.intake-per-second=100")
class IntakeLimitTest {
    @Autowired
    Server server;

    @Autowired
    MovableTicker ticker;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(10));
    private Client client;
    private UUID truck;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        client = server.newOrganization();
        truck = client.addTruck("875");
    }

    @Test
    void whatIsTooMuchIsRefusedWholeAndTakenLater() {
        assertThat(accepted(send(0, 600))).isEqualTo(600);
        assertThat(accepted(send(600, 1_200))).isEqualTo(600); // 200 more than there was room for
        var refused = send(1_200, 1_210);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.type()).isEqualTo("urn:watchtower:too-many-requests");
        assertThat(server.positions(truck)).isEqualTo(1_200);

        ticker.pass(Duration.ofSeconds(2));
        assertThat(send(1_200, 1_210).status()).isEqualTo(429);
        ticker.pass(retryAfter(refused).minusSeconds(2));
        assertThat(accepted(send(1_200, 1_210))).isEqualTo(10);
    }

    @Test
    void aRequestLargerThanAllThatMayComeAtOnceIsTakenAndMadeUpFor() {
        assertThat(accepted(send(0, 10_000))).isEqualTo(10_000);
        var next = send(10_000, 10_001);
        assertThat(next.status()).isEqualTo(429);
        ticker.pass(retryAfter(next).minusSeconds(2));
        assertThat(send(10_000, 10_001).status()).isEqualTo(429);
        ticker.pass(Duration.ofSeconds(2));
        assertThat(accepted(send(10_000, 20_000))).isEqualTo(10_000);
    }

    @Test
    void refusedItemsCountToo() {
        client.post(
                "/api/v1/positions",
                IntStream.range(0, 1_000).mapToObj(i -> Map.of()).toList());
        assertThat(send(0, 1).status()).isEqualTo(429);
    }

    @Test
    void otherOrganizationsHaveTheirOwn() {
        send(0, 5_000);
        assertThat(send(5_000, 5_001).status()).isEqualTo(429);
        var other = server.newOrganization();
        other.addTruck("875");
        assertThat(accepted(other.positions(position("875", start, 38, 23.7)))).isEqualTo(1);
    }

    @Test
    void aPhoneKeepsItsFixAndSendsItLater() {
        client.put("/api/v1/trucks/" + truck, Map.of("truckNumber", "875", "deviceIds", List.of("48241179")));
        var path = client.post("/api/v1/intake-tokens", Map.of("name", "Phones"))
                .json()
                .get("path")
                .asString();
        send(0, 2_000);
        var refused = phone(path);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(server.positions(truck)).isEqualTo(2_000);
        ticker.pass(retryAfter(refused));
        assertThat(phone(path).status()).isEqualTo(200);
        assertThat(server.positions(truck)).isEqualTo(2_001);
    }

    @Test
    void anImportWaitsAndLeavesRoomToOthers() {
        var lines = IntStream.range(0, 12_000)
                .mapToObj(i -> "875," + start.plusSeconds(i) + ",38,23.7")
                .collect(Collectors.joining("\n", "truck,time,latitude,longitude\n", "\n"));
        send(0, 501); // fewer than half of those that may come at once are left
        var id = client.upload("/api/v1/imports/positions", "a.csv", lines.getBytes(StandardCharsets.UTF_8), Map.of())
                .id();
        await().until(() -> status(id).equals("RUNNING"));
        assertThat(send(501, 502).status()).isEqualTo(200);
        for (long step = 1; step <= 3; step++) {
            ticker.pass(Duration.ofSeconds(60));
            var stored = Math.min(12_000, step * 5_000);
            await().until(() -> server.positions(truck) == stored);
            assertThat(status(id)).isNotEqualTo("FAILED");
        }
        await().until(() -> status(id).equals("DONE"));
    }

    private Client.Answer send(int from, int to) {
        return client.post(
                "/api/v1/positions",
                IntStream.range(from, to)
                        .mapToObj(i -> position("875", start.plusSeconds(i), 38, 23.7))
                        .toList());
    }

    private Client.Answer phone(String path) {
        var query = "?id=48241179&lat=38&lon=23.7&timestamp="
                + start.minusSeconds(60).getEpochSecond();
        return client.send(HttpRequest.newBuilder(URI.create(client.url() + path + query)));
    }

    private String status(UUID id) {
        return client.get("/api/v1/imports/" + id).json().get("status").asString();
    }

    private static int accepted(Client.Answer answer) {
        return answer.json().path("accepted").asInt(-1);
    }

    private static Duration retryAfter(Client.Answer answer) {
        return Duration.ofSeconds(
                Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()));
    }
}
