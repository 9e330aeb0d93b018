package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static dev.watchtower.testing.Positions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class LocationAndTrackTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Autowired
    Server server;

    private Client client;
    private UUID truck;

    @BeforeEach
    void aTruck() {
        client = server.newOrganization();
        truck = client.addTruck("875");
    }

    @Test
    void aTruckWithoutAFixSaysSo() {
        var answer = client.get("/api/v1/trucks/" + truck + "/location");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("urn:watchtower:no-fix");
        assertThat(client.get("/api/v1/trucks/" + UUID.randomUUID() + "/location")
                        .type())
                .isEqualTo("urn:watchtower:truck-not-found");
    }

    @Test
    void missingSpeedAndHeadingAreDerivedFromTheFixBefore() {
        // 0.01 degrees of latitude are 1,112 m: in 60 s that is 66.7 km/h, due north.
        client.positions(position("875", NOON, 38.00, 23.7), position("875", NOON.plusSeconds(60), 38.01, 23.7));
        var location = location();
        assertThat(location.get("speedKph").asDouble()).isCloseTo(66.7, within(0.1));
        assertThat(location.get("headingDegrees").asDouble()).isCloseTo(0, within(0.1));
        assertThat(location.get("derived").asBoolean()).isTrue();
    }

    @Test
    void whatWasSentIsNotDerived() {
        client.positions(
                position("875", NOON, 38.00, 23.7),
                with(with(position("875", NOON.plusSeconds(60), 38.01, 23.7), "speedKph", 12), "headingDegrees", 90));
        assertThat(location().get("speedKph").asDouble()).isEqualTo(12);
        assertThat(location().get("derived").asBoolean()).isFalse();
    }

    @Test
    void aNeighbourMoreThanFiveMinutesAwaySaysNothing() {
        client.positions(position("875", NOON, 38.00, 23.7), position("875", NOON.plusSeconds(301), 38.01, 23.7));
        assertThat(location().get("speedKph").isNull()).isTrue();
        assertThat(location().get("derived").asBoolean()).isFalse();
    }

    @Test
    void aLateNeighbourCounts() {
        client.positions(position("875", NOON, 38.00, 23.7), position("875", NOON.plusSeconds(400), 38.02, 23.7));
        client.positions(position("875", NOON.plusSeconds(340), 38.01, 23.7));
        assertThat(location().get("speedKph").asDouble()).isCloseTo(66.7, within(0.1));
    }

    @Test
    void manyTrucksAreLocatedAtOnce() {
        var silent = client.addTruck("876");
        var theirs = server.newOrganization().addTruck("875");
        client.positions(position("875", NOON, 38, 23.7));
        var answer = client.post("/api/v1/trucks/batch-location", List.of(silent, truck, theirs));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("items")).hasSize(1);
        assertThat(answer.json().at("/items/0/truckId").asString()).isEqualTo(truck.toString());
        assertThat(answer.json().get("missing").values().stream()
                        .map(one -> one.get("index").asInt()))
                .containsExactly(0, 2);
        var tooMany = IntStream.range(0, 1_001).mapToObj(i -> UUID.randomUUID()).toList();
        assertThat(client.post("/api/v1/trucks/batch-location", tooMany).status())
                .isEqualTo(413);
        assertThat(client.post("/api/v1/trucks/batch-location", "[\"x\"]").status())
                .isEqualTo(400);
        assertThat(client.post("/api/v1/trucks/batch-location", "[null]").status())
                .isEqualTo(400);
    }

    @Test
    void aTrackIsALineThroughTheFixesOfASpan() {
        client.positions(
                position("875", NOON.plusSeconds(60), 38.01, 23.7),
                position("875", NOON, 38.00, 23.7),
                position("875", NOON.plusSeconds(120), 38.01, 23.72),
                position("875", NOON.plus(Duration.ofDays(1)), 39, 24));
        var track = track("&toleranceMeters=0");
        assertThat(track.get("type").asString()).isEqualTo("Feature");
        assertThat(track.at("/geometry/type").asString()).isEqualTo("LineString");
        assertThat(track.at("/geometry/coordinates").toString()).isEqualTo("[[23.7,38.0],[23.7,38.01],[23.72,38.01]]");
        assertThat(track.at("/properties/fixes").asInt()).isEqualTo(3);
        assertThat(track.at("/properties/times").toString())
                .isEqualTo("[%d,%d,%d]"
                        .formatted(NOON.toEpochMilli(), NOON.toEpochMilli() + 60_000, NOON.toEpochMilli() + 120_000));
        assertThat(track.at("/properties/speedsKph/0").asDouble()).isCloseTo(66.7, within(0.1));
        assertThat(track.at("/properties/speedsKph/1").asDouble()).isCloseTo(66.7, within(0.1));
    }

    @Test
    void pointsOnTheWayAreLeftOutWithinTheTolerance() {
        client.post(
                "/api/v1/positions",
                IntStream.range(0, 100)
                        .mapToObj(i -> position("875", NOON.plusSeconds(i), 38 + i / 10_000.0, 23.7))
                        .toList());
        assertThat(track("").at("/properties/times").toString()) // the ends, and one a minute
                .isEqualTo("[%d,%d,%d]"
                        .formatted(NOON.toEpochMilli(), NOON.toEpochMilli() + 60_000, NOON.toEpochMilli() + 99_000));
        assertThat(track("").at("/properties/fixes").asInt()).isEqualTo(100);
        assertThat(track("&toleranceMeters=0").at("/geometry/coordinates")).hasSize(100);
    }

    @Test
    void oneFixMakesNoLine() {
        client.positions(position("875", NOON, 38, 23.7));
        assertThat(track("").get("geometry").isNull()).isTrue();
        assertThat(track("").at("/properties/fixes").asInt()).isEqualTo(1);
    }

    @Test
    void aSenselessSpanIsRefused() {
        var path = "/api/v1/trucks/" + truck + "/track";
        assertThat(client.get(path).status()).isEqualTo(400);
        assertThat(client.get(path + "?from=yesterday&to=2026-11-21T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(client.get(path + "?from=2026-11-21T00:00:00&to=2026-11-22T00:00:00")
                        .status())
                .isEqualTo(400);
        assertThat(client.get(path + "?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z")
                        .status())
                .isEqualTo(422);
        assertThat(client.get(path + "?from=2026-01-01T00:00:00Z&to=2026-11-20T00:00:00Z")
                        .status())
                .isEqualTo(422);
        assertThat(client.get(path + "?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z&toleranceMeters=-1")
                        .status())
                .isEqualTo(400);
        assertThat(client.get(path + "?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z&toleranceMeters=NaN")
                        .status())
                .isEqualTo(400);
    }

    private JsonNode location() {
        return client.get("/api/v1/trucks/" + truck + "/location").json();
    }

    private JsonNode track(String more) {
        return client.get("/api/v1/trucks/" + truck + "/track?from=" + NOON + "&to=" + NOON.plusSeconds(600) + more)
                .json();
    }
}
