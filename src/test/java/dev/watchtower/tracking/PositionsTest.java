package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static dev.watchtower.testing.Positions.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class PositionsTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    Server server;

    private Client client;
    private UUID truck;

    @BeforeEach
    void aTruck() {
        client = server.newOrganization();
        truck = client.post("/api/v1/trucks", Map.of("truckNumber", "875", "deviceIds", List.of("imei-875")))
                .id();
    }

    @Test
    void aTruckIsMeantByIdNumberOrDevice() {
        var answer = client.positions(
                position(truck.toString(), NOW.minusSeconds(3), 38, 23.7),
                position("875", NOW.minusSeconds(2), 38, 23.7),
                position("imei-875", NOW.minusSeconds(1), 38, 23.7));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(3);
        assertThat(server.positions(truck)).isEqualTo(3);
    }

    @Test
    void whoIsAnsweredSeesHisOwnPositionNext() {
        for (int i = 0; i < 50; i++) {
            client.positions(position("875", NOW.minusSeconds(100 - i), 38 + i / 1000.0, 23.7));
            var location = client.get("/api/v1/trucks/" + truck + "/location").json();
            assertThat(location.get("latitude").asDouble()).isEqualTo(38 + i / 1000.0);
        }
        assertThat(client.get("/api/v1/trucks/" + truck).json().get("lastFixAt").asString())
                .isEqualTo(NOW.minusSeconds(51).toString());
    }

    @Test
    void whatIsSentIsWhatIsStored() {
        var sent = with(
                with(
                        with(
                                with(
                                        with(position("875", NOW, 38.0184731, 23.8450982), "speedKph", 54.3),
                                        "headingDegrees",
                                        271.5),
                                "ignition",
                                true),
                        "odometerKm",
                        182_406.7),
                "accuracyMeters",
                4.2);
        client.positions(sent);
        var location = client.get("/api/v1/trucks/" + truck + "/location").json();
        assertThat(location.get("recordedAt").asString()).isEqualTo(NOW.toString());
        assertThat(Instant.parse(location.get("receivedAt").asString())).isAfterOrEqualTo(NOW);
        assertThat(location.get("latitude").asDouble()).isEqualTo(38.0184731);
        assertThat(location.get("longitude").asDouble()).isEqualTo(23.8450982);
        assertThat(location.get("speedKph").asDouble()).isEqualTo(54.3);
        assertThat(location.get("headingDegrees").asDouble()).isEqualTo(271.5);
        assertThat(location.get("derived").asBoolean()).isFalse();
        assertThat(location.get("ignition").asBoolean()).isTrue();
        assertThat(location.get("odometerKm").asDouble()).isEqualTo(182_406.7);
        assertThat(location.get("accuracyMeters").asDouble()).isEqualTo(4.2);
        assertThat(location.get("source").asString()).isEqualTo("api");
    }

    @Test
    void theSameAgainChangesNothingAndTheFirstStays() {
        client.positions(position("875", NOW, 38, 23.7));
        var again = client.positions(position("875", NOW, 39, 24.7), position("imei-875", NOW, 40, 25.7));
        assertThat(again.json().get("accepted").asInt()).isZero();
        assertThat(again.json().get("duplicates").asInt()).isEqualTo(2);
        assertThat(latitude()).isEqualTo(38);
        assertThat(server.positions(truck)).isEqualTo(1);
    }

    @Test
    void aRepeatWithinOneRequestCountsAsDuplicate() {
        var answer = client.positions(position("875", NOW, 38, 23.7), position("875", NOW, 39, 24.7));
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().get("duplicates").asInt()).isEqualTo(1);
        assertThat(latitude()).isEqualTo(38);
    }

    @Test
    void lateAndUnorderedPositionsAreStoredAndDoNotMoveTheLiveStateBack() {
        client.positions(
                position("875", NOW.minusSeconds(10), 38.1, 23.7),
                position("875", NOW.minusSeconds(90), 38.2, 23.7),
                position("875", NOW.minusSeconds(50), 38.3, 23.7));
        client.positions(position("875", NOW.minus(Duration.ofDays(40)), 38.4, 23.7));
        assertThat(server.positions(truck)).isEqualTo(4);
        assertThat(latitude()).isEqualTo(38.1);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("latitude", 90.1, "latitude 90.1 is outside"),
                Arguments.of("latitude", -91, "latitude -91.0 is outside"),
                Arguments.of("longitude", 180.5, "longitude 180.5 is outside"),
                Arguments.of("latitude", "38.0", "latitude must be a number"),
                Arguments.of("latitude", null, "latitude is missing"),
                Arguments.of("truck", null, "truck is missing"),
                Arguments.of("truck", "", "truck is missing"),
                Arguments.of("truck", "no such", "there is no truck no such"),
                Arguments.of("truck", List.of("875"), "truck must be text"),
                Arguments.of("recordedAt", null, "recordedAt is missing"),
                Arguments.of("recordedAt", "2026-11-21T10:00:00", "recordedAt has no time zone"),
                Arguments.of("recordedAt", "yesterday", "recordedAt is not a time"),
                Arguments.of("recordedAt", 1795251002, "recordedAt must be text"),
                Arguments.of("recordedAt", "+999999999-12-31T23:59:59Z", "is more than 24 hours ahead"),
                Arguments.of("recordedAt", NOW.plus(Duration.ofHours(25)).toString(), "is more than 24 hours ahead"),
                Arguments.of("recordedAt", NOW.minus(Duration.ofDays(750)).toString(), "is older than the 24 months"),
                Arguments.of("recordedAt", "-999999999-01-01T00:00:00Z", "is older than the 24 months"),
                Arguments.of("speedKph", 300.5, "speedKph 300.5 is outside"),
                Arguments.of("speedKph", -1, "speedKph -1.0 is outside"),
                Arguments.of("headingDegrees", 361, "headingDegrees 361.0 is outside"),
                Arguments.of("ignition", "on", "ignition must be true or false"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aBadPositionIsRefusedWithItsReasonAndTheOthersAreStored(String field, Object value, String reason) {
        var answer = client.positions(
                position("875", NOW.minusSeconds(2), 38, 23.7),
                with(position("875", NOW, 38, 23.7), field, value),
                position("875", NOW.minusSeconds(1), 38, 23.7));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        var rejected = answer.json().get("rejected");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).get("index").asInt()).isEqualTo(1);
        assertThat(rejected.get(0).get("reason").asString()).contains(reason);
    }

    @Test
    void nullIslandAndNotANumberAreRefused() {
        var answer = client.post("/api/v1/positions", """
                [{"truck":"875","recordedAt":"%1$s","latitude":0,"longitude":0},
                 {"truck":"875","recordedAt":"%1$s","latitude":NaN,"longitude":23.7},
                 {"truck":"875","recordedAt":"%1$s","latitude":1e999,"longitude":23.7},
                 7, null, "text", [[]], {}]""".formatted(NOW));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isZero();
        assertThat(answer.json().get("rejected")).hasSize(8);
        assertThat(server.positions(truck)).isZero();
    }

    @Test
    void aJumpIsStored() {
        client.positions(position("875", NOW.minusSeconds(30), 38, 23.7), position("875", NOW, 48, 2.3));
        assertThat(server.positions(truck)).isEqualTo(2);
        assertThat(client.get("/api/v1/trucks/" + truck + "/location")
                        .json()
                        .get("speedKph")
                        .isNull())
                .isTrue();
    }

    @Test
    void anArchivedTrucksPositionsAreRefused() {
        client.delete("/api/v1/trucks/" + truck);
        var answer = client.positions(position("875", NOW, 38, 23.7));
        assertThat(answer.json().get("rejected").get(0).get("reason").asString())
                .contains("truck 875 is archived");
        client.post("/api/v1/trucks/" + truck + "/restore", "");
        assertThat(client.positions(position("875", NOW, 38, 23.7))
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anotherOrganizationsTruckIsUnknownHere() {
        var other = server.newOrganization();
        var answer = other.positions(position(truck.toString(), NOW, 38, 23.7), position("875", NOW, 38, 23.7));
        assertThat(answer.json().get("rejected")).hasSize(2);
        assertThat(server.positions(truck)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "7",
                "null",
                "[",
                "[{]",
                "[{}",
                "[1,2",
                "[]]",
                "nonsense",
                "[{\"truck\":\"875\"",
                "[] []"
            })
    void whatIsNoJsonArrayIsRefusedWhole(String body) {
        var answer = client.post("/api/v1/positions", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains("JSON array");
    }

    @Test
    void anEmptyArrayIsNothing() {
        var answer = client.post("/api/v1/positions", "[]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"accepted\":0,\"duplicates\":0,\"rejected\":[]}");
    }

    @Test
    void tenThousandAreTakenAndNotOneMore() {
        var many = IntStream.range(0, 10_000)
                .mapToObj(i -> position("875", NOW.minusSeconds(i), 38, 23.7))
                .toList();
        assertThat(client.post("/api/v1/positions", many).json().get("accepted").asInt())
                .isEqualTo(10_000);
        var tooMany = new ArrayList<>(many);
        tooMany.add(position("875", NOW.minusSeconds(10_000), 38, 23.7));
        assertThat(client.post("/api/v1/positions", tooMany).status()).isEqualTo(413);
        assertThat(server.positions(truck)).isEqualTo(10_000);
    }

    @Test
    void deeplyNestedHostileJsonIsRefused() {
        var deep = "[{\"truck\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}]";
        assertThat(client.post("/api/v1/positions", deep).status()).isEqualTo(400);
    }

    @Test
    void everyMonthInsideTheRetentionSpanHasRoom() {
        var oldest = position("875", NOW.minus(Duration.ofDays(729)), 38, 23.7);
        assertThat(client.positions(oldest).json().get("accepted").asInt()).isEqualTo(1);
        var ahead = position("875", NOW.plus(Duration.ofHours(23)), 38, 23.7);
        assertThat(client.positions(ahead).json().get("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void manySendersAtOnceLoseNothingAndStoreNothingTwice() throws Exception {
        var tasks = new ArrayList<Callable<int[]>>();
        for (int sender = 0; sender < 24; sender++) {
            var first = sender / 2 * 40; // each two senders send the same
            tasks.add(() -> {
                var counts = new int[2];
                for (int i = first; i < first + 40; i++) {
                    var answer = client.positions(position("875", NOW.minusSeconds(i), 38, 23.7))
                            .json();
                    counts[0] += answer.get("accepted").asInt();
                    counts[1] += answer.get("duplicates").asInt();
                }
                return counts;
            });
        }
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var accepted = 0;
            var duplicates = 0;
            for (var result : senders.invokeAll(tasks)) {
                accepted += result.get()[0];
                duplicates += result.get()[1];
            }
            assertThat(accepted).isEqualTo(480);
            assertThat(duplicates).isEqualTo(480);
        }
        assertThat(server.positions(truck)).isEqualTo(480);
    }

    @Test
    void whatWasStoredUnknownToMemoryIsRecognizedAsARepeat() {
        client.positions(position("875", NOW.minusSeconds(60), 38, 23.7));
        // As after a commit whose answer was lost: the row is there, but nobody was told.
        server.database()
                .sql("insert into vehicle_positions select truck_id, recorded_at + interval '30 s', organization_id,"
                        + " received_at, latitude, longitude, null, null, null, null, null, source"
                        + " from vehicle_positions where truck_id = ?")
                .param(truck)
                .update();
        var answer = client.positions(position("875", NOW.minusSeconds(30), 38, 23.7), position("875", NOW, 38, 23.7));
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().get("duplicates").asInt()).isEqualTo(1);
        assertThat(server.positions(truck)).isEqualTo(3);
    }

    private double latitude() {
        return client.get("/api/v1/trucks/" + truck + "/location")
                .json()
                .get("latitude")
                .asDouble();
    }
}
