package dev.watchtower.feeds.csv;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class ImportsTest {
    private static final String IMPORTS = "/api/v1/imports";
    private static final Map<String, String> CREATE = Map.of("createTrucks", "true");
    private static final String SMALL = """
            vehicle,recorded_at,latitude,longitude
            1,2026-09-01T02:30:00Z,38.01,23.81
            1,2026-09-01T02:30:30Z,38.02,23.82
            2,2026-09-01T02:30:00Z,38.03,23.83
            """;

    @Autowired
    Server server;

    private Client client;

    @BeforeEach
    void organization() {
        client = server.newOrganization();
    }

    @Test
    void aFileIsReadAndItsTrucksAreMade() {
        var done = imported(SMALL, CREATE);
        assertThat(done.get("status").asString()).isEqualTo("DONE");
        assertThat(done.get("progress").asDouble()).isEqualTo(1);
        assertThat(done.get("accepted").asInt()).isEqualTo(3);
        assertThat(done.get("createdTrucks").asInt()).isEqualTo(2);
        assertThat(done.get("errors")).isEmpty();
        var trucks = client.get("/api/v1/trucks").json().get("items");
        assertThat(trucks.values().stream()
                        .map(truck -> truck.get("truckNumber").asString()))
                .containsExactly("1", "2");
        var location = client.get("/api/v1/trucks/" + trucks.get(0).get("id").asString() + "/location")
                .json();
        assertThat(location.get("source").asString()).isEqualTo("import");
        assertThat(location.get("latitude").asDouble()).isEqualTo(38.02);
    }

    @Test
    void theSameFileAgainAddsNothing() {
        imported(SMALL, CREATE);
        var again = imported(SMALL, CREATE);
        assertThat(again.get("accepted").asInt()).isZero();
        assertThat(again.get("duplicates").asInt()).isEqualTo(3);
        assertThat(again.get("createdTrucks").asInt()).isZero();
    }

    @Test
    void withoutCreateTrucksUnknownOnesAreRefused() {
        client.addTruck("2");
        var done = imported(SMALL, Map.of());
        assertThat(done.get("accepted").asInt()).isEqualTo(1);
        assertThat(done.get("rejected").asInt()).isEqualTo(2);
        assertThat(done.at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(done.at("/errors/0/reason").asString()).isEqualTo("there is no truck 1");
    }

    @Test
    void aDevicesNameMakesNoSecondTruck() {
        client.post("/api/v1/trucks", Map.of("truckNumber", "875", "deviceIds", List.of("1", "2")));
        assertThat(imported(SMALL, CREATE).get("createdTrucks").asInt()).isZero();
    }

    @Test
    void refusedLinesAreListedByTheirNumberAndTheOthersAreStored() {
        var done = imported("""
                truck;time;lat;lon;speed;ignition
                1;2026-09-01T02:30:00Z;38,01;23,81;54,3;on
                1;2026-09-01 02:31:00;38.01;23.81;;

                1;2026-09-01T02:32:00Z;98.01;23.81;;
                1;2026-09-01T02:33:00Z;north;23.81;;
                ;2026-09-01T02:34:00Z;38.01;23.81;;
                1;2026-09-01T02:35:00Z;38.01
                1;2026-09-01T02:36:00Z;38.01;23.81;54.3;perhaps
                1;2026-09-01T02:37:00Z;38.01;23.81;301;off
                1;2026-09-01T02:38:00Z;38.01;23.81;7;off
                """, CREATE);
        assertThat(done.get("accepted").asInt()).isEqualTo(2);
        assertThat(done.get("errors").values().stream()
                        .collect(Collectors.toMap(
                                one -> one.get("line").asInt(),
                                one -> one.get("reason").asString())))
                .containsOnlyKeys(3, 5, 6, 7, 8, 9, 10)
                .hasEntrySatisfying(3, reason -> assertThat(reason).contains("has no time zone"))
                .hasEntrySatisfying(5, reason -> assertThat(reason).contains("latitude 98.01 is outside"))
                .hasEntrySatisfying(6, reason -> assertThat(reason).contains("latitude must be a number, not north"))
                .hasEntrySatisfying(7, reason -> assertThat(reason).contains("truck is missing"))
                .hasEntrySatisfying(8, reason -> assertThat(reason).contains("longitude is missing"))
                .hasEntrySatisfying(9, reason -> assertThat(reason).contains("ignition must be on or off"))
                .hasEntrySatisfying(10, reason -> assertThat(reason).contains("speedKph 301.0 is outside"));
    }

    @Test
    void everyRefusedLineIsListedPageByPageAndInAFile() {
        var done = imported(wrong(1_234), CREATE);
        var path = IMPORTS + "/" + done.get("id").asString() + "/refusals";
        assertThat(done.get("rejected").asInt()).isEqualTo(1_234);
        assertThat(done.get("rejectedListed").asInt()).isEqualTo(1_234);
        assertThat(done.get("errors")).hasSize(1_000);
        assertThat(client.get(IMPORTS).json().at("/items/0/errors")).isEmpty();

        var lines = new ArrayList<Integer>();
        var page = client.get(path + "?limit=200").json();
        while (true) {
            page.get("items").forEach(one -> lines.add(one.get("line").asInt()));
            if (page.get("next").isNull()) {
                break;
            }
            page = client.get(path + "?limit=200&cursor=" + page.get("next").asString())
                    .json();
        }
        var all = IntStream.rangeClosed(2, 1_235).boxed().toList();
        assertThat(lines).isEqualTo(all);

        var file = client.get(path + ".csv");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("positions-refused.csv");
        assertThat(file.text().lines().limit(2))
                .containsExactly("line,reason", "2,latitude 1000.0 is outside -90 to 90");
        assertThat(file.text().lines().skip(1).map(line -> Integer.valueOf(line.split(",")[0])))
                .isEqualTo(all);
    }

    @Test
    void ofAFileThatIsWrongThroughoutABoundedNumberOfLinesIsListed() {
        var done = imported(wrong(120_000), CREATE);
        assertThat(done.get("rejected").asInt()).isEqualTo(120_000);
        assertThat(done.get("rejectedListed").asInt()).isEqualTo(100_000);
        var path = IMPORTS + "/" + done.get("id").asString() + "/refusals";
        assertThat(client.get(path + ".csv").text().lines().count()).isEqualTo(100_001);
        assertThat(client.get(path + "?cursor=100001").json().toString())
                .isEqualTo("{\"items\":[{\"line\":100001,\"reason\":\"latitude 1000.0 is outside -90 to 90\"}],"
                        + "\"next\":null}");
    }

    @Test
    void refusedLinesAreSeenByTheirOrganizationOnly() {
        var path = IMPORTS + "/" + imported(wrong(1), CREATE).get("id").asString() + "/refusals";
        assertThat(client.get(path + "?limit=0").status()).isEqualTo(400);
        assertThat(client.get(path + "?limit=201").status()).isEqualTo(400);
        assertThat(client.get(path + "?cursor=soon").status()).isEqualTo(400);
        var other = server.newOrganization();
        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.get(path + ".csv").status()).isEqualTo(404);
    }

    @Test
    void aFileWithoutALineOfNamesIsImportedByAMapping() {
        var text = "A 7,2026-09-01T02:30:00Z,38.01,23.81\nA 7,2026-09-01T02:31:00Z,38.01,23.81\n";
        var refused = upload(text, CREATE);
        assertThat(refused.type()).isEqualTo("urn:watchtower:import-columns");
        assertThat(refused.json().get("detail").asString()).contains("it is a position already");
        var fields = new HashMap<>(CREATE);
        fields.put(
                "mapping",
                "{\"truck\":\"column 1\",\"recordedAt\":\"column 2\",\"latitude\":\"column 3\",\"longitude\":\"column 4\"}");
        assertThat(imported(text, fields).get("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void columnsCanBeMappedAndAZoneChosen() {
        var text = "Wagen,Wann,Nord,Ost\nA 7,2026-09-01 05:30:00,38.01,23.81\n";
        var guessed = client.upload(IMPORTS + "/positions", "x.csv", bytes(text), CREATE);
        assertThat(guessed.status()).isEqualTo(422);
        assertThat(guessed.type()).isEqualTo("urn:watchtower:import-columns");
        assertThat(guessed.json().get("detail").asString()).contains("truck, recordedAt, latitude, longitude");
        assertThat(guessed.json().get("header")).hasSize(4);

        var mapped = new HashMap<>(CREATE);
        mapped.put(
                "mapping", "{\"truck\":\"Wagen\",\"recordedAt\":\"Wann\",\"latitude\":\"Nord\",\"longitude\":\"Ost\"}");
        mapped.put("timeZone", "Europe/Athens");
        assertThat(imported(text, mapped).get("accepted").asInt()).isEqualTo(1);
        var truck = client.get("/api/v1/trucks").json().at("/items/0");
        assertThat(truck.get("truckNumber").asString()).isEqualTo("A 7");
        assertThat(truck.get("lastFixAt").asString()).isEqualTo("2026-09-01T02:30:00Z");
    }

    @Test
    void wrongWishesAreRefused() {
        assertThat(upload(SMALL, Map.of("timeZone", "Mars/Olympus")).status()).isEqualTo(400);
        for (var mapping : List.of("[]", "null", "nonsense")) {
            assertThat(upload(SMALL, Map.of("mapping", mapping)).status())
                    .as(mapping)
                    .isEqualTo(400);
        }
        assertThat(upload(SMALL, Map.of("mapping", "{\"truck\":\"nowhere\"}")).status())
                .isEqualTo(422);
        assertThat(upload(SMALL, Map.of("mapping", "{\"wheels\":\"vehicle\"}")).status())
                .isEqualTo(422);
        assertThat(upload(SMALL, Map.of("mapping", "{\"truck\":null}")).status())
                .isEqualTo(422);
        assertThat(upload(SMALL, Map.of("createTrucks", "maybe")).status()).isEqualTo(400);
        assertThat(upload("", Map.of()).status()).isEqualTo(400);
        assertThat(client.post(IMPORTS + "/positions", "{}").status()).isEqualTo(415);
        assertThat(client.get(IMPORTS).json().get("items")).isEmpty();
    }

    @Test
    void aFileCutShortKeepsWhatCouldBeReadAndSaysSo() throws IOException {
        var random = new Random(7);
        var many = IntStream.range(0, 60_000)
                .mapToObj(i -> "1," + Instant.parse("2026-09-01T00:00:00Z").plusSeconds(i) + ","
                        + (38 + random.nextDouble()) + "," + (23 + random.nextDouble()))
                .collect(Collectors.joining("\n", "vehicle,recorded_at,latitude,longitude\n", "\n"));
        var zipped = gzip(many);
        var done = finished(
                client.upload(IMPORTS + "/positions", "cut.csv.gz", Arrays.copyOf(zipped, zipped.length / 2), CREATE));
        assertThat(done.get("status").asString()).isEqualTo("FAILED");
        assertThat(done.get("failure").asString()).contains("cut short");
        assertThat(done.get("accepted").asInt()).isBetween(5_000, 59_999);
    }

    @Test
    void aGzipFileIsReadWhateverItsName() throws IOException {
        var done = finished(client.upload(IMPORTS + "/positions", "../../etc/x.csv", gzip(SMALL), CREATE));
        assertThat(done.get("accepted").asInt()).isEqualTo(3);
        assertThat(done.get("fileName").asString()).isEqualTo("x.csv");
    }

    @Test
    void whatIsNoCsvIsRefused() {
        var noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        assertThat(client.upload(IMPORTS + "/positions", "x.bin", noise, CREATE).status())
                .isEqualTo(422);
        var falseZip = new byte[] {0x1f, (byte) 0x8b, 0, 0, 0};
        assertThat(client.upload(IMPORTS + "/positions", "x.gz", falseZip, CREATE)
                        .type())
                .isEqualTo("urn:watchtower:import-unreadable");
        assertThat(upload("a".repeat(500_000), CREATE).status()).isEqualTo(422);
    }

    @Test
    void aLineWithoutEndEndsTheImportNotTheServer() throws IOException {
        var bomb = gzip(SMALL + "\"" + "x".repeat(20_000_000));
        var done = finished(client.upload(IMPORTS + "/positions", "bomb.csv.gz", bomb, CREATE));
        assertThat(done.get("status").asString()).isEqualTo("FAILED");
        assertThat(done.get("failure").asString()).contains("64 kB");
    }

    @Test
    void aQuoteThatIsNotClosedInItsLineIsSaid() {
        var later = imported(
                SMALL + "\"1,2026-09-01T03:00:00Z,38,23\n1,2026-09-01T03:01:00Z,38,23\n\",,,\n"
                        + "1,2026-09-01T03:02:00Z,38,23\n",
                CREATE);
        assertThat(later.get("accepted").asInt()).isEqualTo(4);
        assertThat(later.at("/errors/0/line").asInt()).isEqualTo(5);
        assertThat(later.at("/errors/0/reason").asString()).contains("closed only in line 7");

        var never = imported(SMALL + "\"1,2026-09-01T03:00:00Z,38,23\n1,2026-09-01T03:01:00Z,38,23\n", CREATE);
        assertThat(never.get("status").asString()).isEqualTo("FAILED");
        assertThat(never.get("failure").asString()).contains("a quote may not be closed");
    }

    @Test
    void importsOfOneNewFleetAtOnceAllEnd() {
        var ids = IntStream.range(0, 3)
                .mapToObj(file -> upload(
                                IntStream.range(0, 4_000)
                                        .mapToObj(i -> "N" + i % 200 + ","
                                                + Instant.parse("2026-09-01T00:00:00Z")
                                                        .plusSeconds(i * 3L + file)
                                                + ",38.1,23.7")
                                        .collect(Collectors.joining(
                                                "\n", "vehicle,recorded_at,latitude,longitude\n", "\n")),
                                CREATE)
                        .id()
                        .toString())
                .toList();
        for (var id : ids) {
            var done = await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(id), one -> !one.get("finishedAt").isNull());
            assertThat(done.get("status").asString()).isEqualTo("DONE");
            assertThat(done.get("accepted").asInt()).isEqualTo(4_000);
        }
        assertThat(client.get("/api/v1/trucks?limit=200").json().get("items")).hasSize(200);
    }

    @Test
    void hostileTextInAFileIsRefusedLineByLine() {
        var done = imported(
                SMALL + "A\0B,2026-09-01T03:00:00Z,38,23\n" + "x".repeat(5_000) + ",2026-09-01T03:00:00Z,38,23\n"
                        + "1,2026-09-01T03:00:00Z,a\0b,23\n",
                CREATE);
        assertThat(done.get("status").asString()).isEqualTo("DONE");
        assertThat(done.get("accepted").asInt()).isEqualTo(3);
        assertThat(done.get("rejected").asInt()).isEqualTo(3);
        done.get("errors")
                .forEach(one -> assertThat(one.get("reason").asString())
                        .hasSizeLessThan(210)
                        .doesNotContain("\0"));
    }

    @Test
    void aFileThatUnpacksToFarTooMuchIsGivenUp() throws IOException {
        var done = finished(
                client.upload(IMPORTS + "/positions", "empty.csv.gz", gzip(SMALL + "\n".repeat(100_000_000)), CREATE));
        assertThat(done.get("status").asString()).isEqualTo("FAILED");
        assertThat(done.get("accepted").asInt()).isEqualTo(3);
    }

    @Test
    void anImportCanBeCancelledAndWhatWasStoredStays() {
        var many = IntStream.range(0, 300_000)
                .mapToObj(i -> "1," + Instant.parse("2026-06-01T00:00:00Z").plusSeconds(i) + ",38.1,23.7")
                .collect(Collectors.joining("\n", "vehicle,recorded_at,latitude,longitude\n", "\n"));
        var id = upload(many, CREATE).id();
        await().until(() -> get(id.toString()).get("accepted").asInt() > 0);
        assertThat(client.delete(IMPORTS + "/" + id).status()).isEqualTo(204);
        var cancelled = get(id.toString());
        assertThat(cancelled.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("finishedAt").isNull()).isFalse();
        assertThat(client.delete(IMPORTS + "/" + id).status()).isEqualTo(204);
        assertThat(cancelled.get("accepted").asInt()).isPositive().isLessThan(300_000);
    }

    @Test
    void anImportThatHasEndedCannotBeCancelled() {
        var done = imported(SMALL, CREATE);
        assertThat(client.delete(IMPORTS + "/" + done.get("id").asString()).status())
                .isEqualTo(409);
    }

    @Test
    void importsAreListedNewestFirstAndSeenByTheirOrganizationOnly() {
        var first = imported(SMALL, CREATE).get("id").asString();
        var second = imported(SMALL, CREATE).get("id").asString();
        var page = client.get(IMPORTS + "?limit=1").json();
        assertThat(page.at("/items/0/id").asString()).isEqualTo(second);
        var next = client.get(IMPORTS + "?limit=1&cursor=" + page.get("next").asString())
                .json();
        assertThat(next.at("/items/0/id").asString()).isEqualTo(first);
        var other = server.newOrganization();
        assertThat(other.get(IMPORTS + "/" + first).status()).isEqualTo(404);
        assertThat(other.delete(IMPORTS + "/" + first).status()).isEqualTo(404);
        assertThat(other.get(IMPORTS).json().get("items")).isEmpty();
    }

    @Test
    void livePositionsAreTakenWhileAFileIsRead() {
        client.addTruck("live");
        var many = IntStream.range(0, 100_000)
                .mapToObj(i -> "1," + Instant.parse("2026-06-01T00:00:00Z").plusSeconds(i) + ",38.1,23.7")
                .collect(Collectors.joining("\n", "vehicle,recorded_at,latitude,longitude\n", "\n"));
        var id = upload(many, CREATE).id().toString();
        var now = Instant.now();
        for (int secondsAgo = 20; secondsAgo > 0; secondsAgo--) {
            var answer = client.positions(position("live", now.minusSeconds(secondsAgo), 38, 23.7));
            assertThat(answer.json().get("accepted").asInt()).as(answer.text()).isEqualTo(1);
        }
        assertThat(await().atMost(Duration.ofSeconds(60))
                        .until(() -> get(id), one -> !one.get("finishedAt").isNull())
                        .get("accepted")
                        .asInt())
                .isEqualTo(100_000);
    }

    private static String wrong(int lines) {
        return "vehicle,recorded_at,latitude,longitude\n" + "1,2026-09-01T02:30:00Z,1000,23.7\n".repeat(lines);
    }

    private JsonNode imported(String text, Map<String, String> fields) {
        return finished(upload(text, fields));
    }

    private Client.Answer upload(String text, Map<String, String> fields) {
        return client.upload(IMPORTS + "/positions", "positions.csv", bytes(text), fields);
    }

    private JsonNode finished(Client.Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.json().get("status").asString()).isEqualTo("QUEUED");
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> get(accepted.id().toString()),
                        one -> !one.get("finishedAt").isNull());
    }

    private JsonNode get(String id) {
        return client.get(IMPORTS + "/" + id).json();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
