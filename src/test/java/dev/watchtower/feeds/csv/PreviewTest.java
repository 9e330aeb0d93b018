package dev.watchtower.feeds.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@ServerTest
class PreviewTest {
    private static final String PREVIEW = "/api/v1/imports/preview";
    private static final int PART = 256 << 10;
    private static final Map<String, String> CREATE = Map.of("createTrucks", "true");
    private static final String SMALL = """
            vehicle,recorded_at,latitude,longitude,speed
            1,2026-09-01T02:30:00Z,38.01,23.81,54
            2,2026-09-01T02:30:30Z,38.02,23.82,
            """;

    @Autowired
    Server server;

    @Value("${watchtower.data}")
    Path data;

    private Client client;

    @BeforeEach
    void organization() {
        client = server.newOrganization();
    }

    @Test
    void theFirstLinesAreShownAsTheyWouldBeRead() {
        var preview = preview(SMALL, CREATE);
        assertThat(preview.get("delimiter").asString()).isEqualTo(",");
        assertThat(preview.get("headerGiven").asBoolean()).isTrue();
        assertThat(texts(preview.get("header")))
                .containsExactly("vehicle", "recorded_at", "latitude", "longitude", "speed");
        assertThat(preview.at("/mapping/truck").asString()).isEqualTo("vehicle");
        assertThat(preview.at("/mapping/speedKph").asString()).isEqualTo("speed");
        assertThat(preview.at("/mapping/ignition").isNull()).isTrue();
        assertThat(preview.get("fields")).hasSize(9);
        assertThat(preview.at("/fields/0").toString()).isEqualTo("{\"field\":\"truck\",\"required\":true}");
        assertThat(preview.get("zoneNeeded").asBoolean()).isFalse();
        assertThat(preview.get("rows")).hasSize(2);
        var row = preview.at("/rows/0");
        assertThat(row.get("line").asInt()).isEqualTo(2);
        assertThat(texts(row.get("values"))).containsExactly("1", "2026-09-01T02:30:00Z", "38.01", "23.81", "54");
        assertThat(row.at("/position/truck").asString()).isEqualTo("1");
        assertThat(row.at("/position/recordedAt").asString()).isEqualTo("2026-09-01T02:30:00Z");
        assertThat(row.at("/position/latitude").asDouble()).isEqualTo(38.01);
        assertThat(row.at("/position/speedKph").asDouble()).isEqualTo(54);
        assertThat(row.get("reason").isNull()).isTrue();
        assertThat(preview.at("/rows/1/position/speedKph").isNull()).isTrue();
        assertThat(texts(preview.get("newTrucks"))).containsExactly("1", "2");
        assertThat(preview.get("fault").isNull()).isTrue();
    }

    @Test
    void nothingIsKept() throws IOException {
        preview(SMALL, CREATE);
        assertThat(client.get("/api/v1/imports").json().get("items")).isEmpty();
        assertThat(client.get("/api/v1/trucks").json().get("items")).isEmpty();
        try (var files = Files.list(data.resolve("imports"))) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void anyUsualDelimiterIsFound(String delimiter) {
        var preview = preview(SMALL.replace(",", delimiter), CREATE);
        assertThat(preview.get("delimiter").asString()).isEqualTo(delimiter);
        assertThat(preview.get("linesSeen").asInt()).isEqualTo(2);
        assertThat(preview.get("linesRefused").asInt()).isZero();
    }

    @Test
    void aDelimiterInQuotesPartsNothing() {
        var preview = preview("\"lat, deg\";\"lon, deg\";\"no, or name\"\n38,01;23,81;7\n", CREATE);
        assertThat(preview.get("delimiter").asString()).isEqualTo(";");
        assertThat(texts(preview.get("header"))).containsExactly("lat, deg", "lon, deg", "no, or name");
    }

    @Test
    void commasInNumbersAreDecimalPointsWhereValuesArePartedOtherwise() {
        var preview = preview("truck;time;lat;lon;speed\nA 7;2026-09-01T02:30:00Z;38,01;-23,81;54,3\n", CREATE);
        assertThat(preview.at("/rows/0/position/latitude").asDouble()).isEqualTo(38.01);
        assertThat(preview.at("/rows/0/position/longitude").asDouble()).isEqualTo(-23.81);
        assertThat(preview.at("/rows/0/position/speedKph").asDouble()).isEqualTo(54.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkSaysHowTheTextIsWritten(String charset) {
        var preview = preview(("\ufeff" + SMALL).getBytes(Charset.forName(charset)), CREATE);
        assertThat(preview.at("/header/0").asString()).isEqualTo("vehicle");
        assertThat(preview.get("linesRefused").asInt()).isZero();
    }

    @Test
    void textAsSpreadsheetsOnWindowsWriteItIsRead() {
        var text = "Lkw-Größe;truck;time;lat;lon\n7,5 t;Müller;2026-09-01T02:30:00Z;38,01;23,81\n";
        var preview = preview(text.getBytes(Charset.forName("windows-1252")), CREATE);
        assertThat(preview.at("/header/0").asString()).isEqualTo("Lkw-Größe");
        assertThat(preview.at("/rows/0/position/truck").asString()).isEqualTo("Müller");
    }

    @Test
    void windowsLineEndsAndQuotesAreReadAsMeant() {
        var preview = preview(
                "\"truck\",\"time\",\"lat\",\"lon\"\r\n\"A \"\"7\"\"\",\"2026-09-01T02:30:00Z\",\"38\",\"23\"\r\n",
                CREATE);
        assertThat(preview.at("/rows/0/position/truck").asString()).isEqualTo("A \"7\"");
        assertThat(preview.get("rows")).hasSize(1);
    }

    @Test
    void aTimeWithoutAZoneNeedsOneAndIsReadInTheOneChosen() {
        var text = "truck,time,lat,lon\n7,2026-09-01 05:30:00,38.01,23.81\n";
        var without = preview(text, CREATE);
        assertThat(without.get("zoneNeeded").asBoolean()).isTrue();
        assertThat(without.at("/rows/0/position").isNull()).isTrue();
        assertThat(without.at("/rows/0/reason").asString()).contains("has no time zone");

        var with = preview(text, Map.of("createTrucks", "true", "timeZone", "Europe/Athens"));
        assertThat(with.get("zoneNeeded").asBoolean()).isTrue();
        assertThat(with.at("/rows/0/position/recordedAt").asString()).isEqualTo("2026-09-01T02:30:00Z");
    }

    @Test
    void aZoneIsNeededAlsoWhereOnlyALaterLineLacksIt() {
        assertThat(preview(SMALL + lines(100) + "1,2026-09-01 05:30:00,38,23,\n", CREATE)
                        .get("zoneNeeded")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aMissingNeededColumnIsSaidAndAMappingMendsIt() {
        var text = "Wagen;time;Wann;lat;lon\nA 7;1;2026-09-01T02:30:00Z;38;23\n";
        var guessed = preview(text, CREATE);
        assertThat(guessed.at("/mapping/truck").isNull()).isTrue();
        assertThat(guessed.at("/mapping/recordedAt").asString()).isEqualTo("time");
        assertThat(guessed.at("/rows/0/reason").asString()).isEqualTo("no column is chosen for truck");

        var mapping = "{\"truck\":\"Wagen\",\"recordedAt\":\"Wann\"}";
        var mended = preview(text, Map.of("createTrucks", "true", "mapping", mapping));
        assertThat(mended.at("/rows/0/position/truck").asString()).isEqualTo("A 7");
        assertThat(mended.at("/rows/0/reason").isNull()).isTrue();
    }

    @Test
    void aGuessedColumnCanBeSwitchedOff() {
        for (var none : List.of("null", "\"\"")) {
            var preview = preview(SMALL, Map.of("mapping", "{\"speedKph\":" + none + "}", "createTrucks", "true"));
            assertThat(preview.at("/mapping/speedKph").isNull()).isTrue();
            assertThat(preview.at("/rows/0/position/speedKph").isNull()).isTrue();
        }
    }

    @Test
    void aFileWithoutALineOfNamesIsRecognisedAndItsFirstLineIsAPosition() {
        var text = "A 7;2026-09-01T02:30:00Z;38,01;23,81\nA 7;2026-09-01T02:31:00Z;38,02;23,82\n";
        var preview = preview(text, CREATE);
        assertThat(preview.get("headerGiven").asBoolean()).isFalse();
        assertThat(texts(preview.get("header"))).containsExactly("column 1", "column 2", "column 3", "column 4");
        assertThat(preview.at("/rows/0/line").asInt()).isEqualTo(1);
        assertThat(preview.get("rows")).hasSize(2);
    }

    @Test
    void refusedLinesAreShownWithTheirReason() {
        client.addTruck("old");
        var old = client.get("/api/v1/trucks").json().at("/items/0/id").asString();
        client.delete("/api/v1/trucks/" + old);
        var preview = preview(
                SMALL + "1,2026-09-01T02:30:00Z,98,23,\n1,soon,38,23,\nold,2026-09-01T02:30:00Z,38,23,\n", CREATE);
        assertThat(preview.at("/rows/2/reason").asString()).contains("latitude 98.0 is outside");
        assertThat(preview.at("/rows/2/position/latitude").asDouble()).isEqualTo(98);
        assertThat(preview.at("/rows/3/reason").asString()).contains("time soon is not one such as");
        assertThat(preview.at("/rows/4/reason").asString()).contains("old is archived");
        assertThat(preview.get("linesRefused").asInt()).isEqualTo(3);
        assertThat(preview.get("refused").values().stream()
                        .map(one -> one.get("line").asInt()))
                .containsExactly(4, 5, 6);
    }

    @Test
    void anUnknownTruckIsAReasonOnlyWhereNoneAreMade() {
        client.addTruck("2");
        var preview = preview(SMALL, Map.of());
        assertThat(preview.at("/rows/0/reason").asString()).isEqualTo("there is no truck 1");
        assertThat(preview.at("/rows/1/reason").isNull()).isTrue();
        assertThat(texts(preview.get("newTrucks"))).containsExactly("1");
    }

    @Test
    void wrongLinesFartherDownAreFoundToo() {
        var preview = preview(SMALL + lines(500) + "1,never,38,23,\n" + lines(500), CREATE);
        assertThat(preview.get("rows")).hasSize(20);
        assertThat(preview.get("linesSeen").asInt()).isEqualTo(1_003);
        assertThat(preview.get("linesRefused").asInt()).isEqualTo(1);
        assertThat(preview.at("/refused/0/line").asInt()).isEqualTo(504);
    }

    @Test
    void theFirstPartOfAFileIsEnoughWhereverItIsCut() throws IOException {
        var text = bytes(SMALL + lines(30_000));
        var plain = preview(Arrays.copyOf(text, PART), CREATE);
        assertThat(plain.get("rows")).hasSize(20);
        assertThat(plain.get("linesRefused").asInt()).isZero();
        assertThat(plain.get("linesSeen").asInt()).isGreaterThan(5_000);

        var zipped = gzip(text);
        assertThat(zipped.length).isGreaterThan(20_000);
        for (var length : List.of(15_000, 15_001, 15_777, 20_000)) {
            var cut = preview(Arrays.copyOf(zipped, length), CREATE);
            assertThat(cut.get("rows")).as("cut at " + length).hasSize(20);
            assertThat(cut.get("linesRefused").asInt()).as("cut at " + length).isZero();
            assertThat(cut.get("fault").isNull()).as("cut at " + length).isTrue();
        }
    }

    @Test
    void aPartThatEndsInsideAQuoteIsNoFault() {
        var line = "\"1\",\"2026-09-01T02:30:00Z\",\"38\",\"23\",\"7\"\n";
        var text = bytes(SMALL + line.repeat(PART / line.length() + 1));
        for (int less = 0; less < line.length(); less++) {
            // Another first line moves the place where the part ends through all of a line.
            var moved = new byte[PART];
            Arrays.fill(moved, 0, less, (byte) '\n');
            System.arraycopy(text, 0, moved, less, PART - less);
            var preview = preview(moved, CREATE);
            assertThat(preview.get("linesRefused").asInt())
                    .as("moved by " + less)
                    .isZero();
            assertThat(preview.get("fault").isNull()).as("moved by " + less).isTrue();
        }
    }

    @Test
    void theLastLineOfAWholeFileNeedsNoEnd() throws IOException {
        assertThat(preview(SMALL.stripTrailing(), CREATE).get("rows")).hasSize(2);
        assertThat(preview(gzip(bytes(SMALL.stripTrailing())), CREATE).get("rows"))
                .hasSize(2);
    }

    @Test
    void aWholeLargeFileCanBeSent() {
        var preview = preview(SMALL + lines(250_000), CREATE);
        assertThat(preview.get("rows")).hasSize(20);
        assertThat(preview.get("linesRefused").asInt()).isZero();
    }

    @Test
    void aFaultAfterGoodLinesIsSaid() {
        var huge = preview(SMALL + "\"" + "x".repeat(500_000), CREATE);
        assertThat(huge.get("rows")).hasSize(2);
        assertThat(huge.get("fault").asString()).contains("64 kB");
        var open = preview(SMALL + "\"1,2026-09-01T03:00:00Z,38,23\n1,2026-09-01T03:01:00Z,38,23\n", CREATE);
        assertThat(open.get("fault").asString()).contains("a quote may not be closed");
        var spanning = preview(SMALL + "\"1,2026-09-01T03:00:00Z,38,23\n1,2026-09-01T03:01:00Z,38,23\n\",,,\n", CREATE);
        assertThat(spanning.at("/rows/2/reason").asString()).contains("closed only in line 6");
    }

    @Test
    void emptyLinesBeforeTheNamesArePassedOver() {
        var preview = preview("\n,,,\n" + SMALL, CREATE);
        assertThat(preview.at("/header/0").asString()).isEqualTo("vehicle");
        assertThat(preview.at("/rows/0/line").asInt()).isEqualTo(4);
    }

    @Test
    void aFileThatMerelyNamesItsColumnsHasNoLines() {
        var preview = preview("vehicle,recorded_at,latitude,longitude\n", CREATE);
        assertThat(preview.get("rows")).isEmpty();
        assertThat(preview.get("linesSeen").asInt()).isZero();
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        var noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        var workbook = bytes("PK\u0003\u0004\u0014\0\u0006\0 sheet1.xml");
        for (var file : List.of(
                noise,
                workbook,
                bytes("\0\0\0\0"),
                bytes("\n\n \n"),
                bytes("a".repeat(300_000)),
                gzip(new byte[0]),
                gzip(noise),
                new byte[] {0x1f, (byte) 0x8b, 0, 0, 0},
                Arrays.copyOf(gzip(bytes(SMALL)), 8))) {
            var answer = client.upload(PREVIEW, "x", file, CREATE);
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.type()).isEqualTo("urn:watchtower:import-unreadable");
        }
        assertThat(client.upload(PREVIEW, "x", new byte[0], CREATE).status()).isEqualTo(400);
    }

    @Test
    void aDamagedGzipFileIsRefused() throws IOException {
        var damaged = gzip(bytes(SMALL + lines(100)));
        damaged[damaged.length - 6] ^= 1; // its checksum
        assertThat(client.upload(PREVIEW, "x", damaged, CREATE).type()).isEqualTo("urn:watchtower:import-unreadable");
    }

    @Test
    void aFileThatUnpacksToFarTooMuchCostsNothing() throws IOException {
        var preview = preview(gzip(bytes(SMALL + "\n".repeat(50_000_000))), CREATE);
        assertThat(preview.get("rows").size()).isBetween(1, 2);
    }

    @Test
    void wrongWishesAreRefused() {
        assertThat(upload(SMALL, Map.of("timeZone", "Mars/Olympus")).status()).isEqualTo(400);
        assertThat(upload(SMALL, Map.of("mapping", "[]")).status()).isEqualTo(400);
        assertThat(upload(SMALL, Map.of("mapping", "{\"truck\":\"nowhere\"}")).type())
                .isEqualTo("urn:watchtower:import-columns");
        assertThat(server.anonymous()
                        .upload(PREVIEW, "x.csv", bytes(SMALL), CREATE)
                        .status())
                .isEqualTo(401);
    }

    private JsonNode preview(String text, Map<String, String> fields) {
        return preview(bytes(text), fields);
    }

    private JsonNode preview(byte[] file, Map<String, String> fields) {
        var answer = client.upload(PREVIEW, "positions.csv", file, fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Client.Answer upload(String text, Map<String, String> fields) {
        return client.upload(PREVIEW, "positions.csv", bytes(text), fields);
    }

    private static List<String> texts(JsonNode list) {
        return list.values().stream().map(JsonNode::asString).toList();
    }

    private static String lines(int count) {
        var random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(i -> "1," + Instant.parse("2026-09-01T00:00:00Z").plusSeconds(i) + ","
                        + (38 + random.nextInt(1_000) / 1_000.0) + ",23." + random.nextInt(1_000) + ",\n")
                .collect(Collectors.joining());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
