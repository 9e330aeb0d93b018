package dev.watchtower.tracking.playback;

import static dev.watchtower.testing.Positions.position;
import static dev.watchtower.testing.Positions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Windows of stored positions, through the API. */
@ServerTest
class PlaybackTest {
    private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

    @Autowired
    Server server;

    private Client client;

    @BeforeEach
    void anOrganization() {
        client = server.newOrganization();
    }

    @Test
    void windowsJoinedAreTheStoredPositions() {
        // 12 trucks with a fix a second, all at the same moments: 43,200 in an hour, more than two windows hold.
        var trucks = fleet(12);
        store(trucks, NOON, 3_600, 1);
        var windows = windows(NOON, NOON.plusSeconds(3_600), "");
        assertThat(windows.size()).isGreaterThan(2);
        assertThat(windows.stream().mapToInt(window -> window.get("positions").asInt()))
                .allMatch(count -> count <= PathReader.MOST_POSITIONS);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).get("from")).isEqualTo(windows.get(i - 1).get("until"));
        }
        assertThat(windows.getLast().get("until").asString())
                .isEqualTo(NOON.plusSeconds(3_600).toString());
        assertThat(positions(windows)).isEqualTo(stored(trucks, NOON, NOON.plusSeconds(3_600)));
    }

    @Test
    void whereFarMoreIsStoredThanAWindowHoldsItEndsEarly() {
        var trucks = fleet(12);
        store(trucks, NOON, 14_400, 1);
        var window = window(NOON, NOON.plusSeconds(14_400), "");
        var until = Instant.parse(window.get("until").asString());
        assertThat(window.get("positions").asInt()).isBetween(1, PathReader.MOST_POSITIONS);
        assertThat(until).isAfter(NOON);
        assertThat(positions(List.of(window))).isEqualTo(stored(trucks, NOON, until));
    }

    @Test
    void aQuietTimeIsOneWindowHoweverLongItIs() {
        var truck = client.addTruck("875");
        store(List.of(truck), NOON, 3, 60);
        var windows = windows(NOON.minus(Duration.ofDays(20)), NOON.plus(Duration.ofDays(1)), "");
        assertThat(positions(windows)).hasSize(3);
        assertThat(windows.size()).isLessThan(3);
    }

    @Test
    void oneMonthGoesOnInTheNext() {
        var edge = Instant.parse("2026-11-01T00:00:00Z");
        var trucks = fleet(2);
        store(trucks, edge.minusSeconds(90), 7, 30);
        var windows = windows(edge.minusSeconds(120), edge.plusSeconds(120), "");
        assertThat(positions(windows))
                .hasSize(14)
                .isEqualTo(stored(trucks, edge.minusSeconds(120), edge.plusSeconds(120)));
    }

    @Test
    void aLateFixBetweenTwoWindowsIsInTheLaterOneOnly() {
        var trucks = fleet(12);
        store(trucks, NOON, 3_600, 1);
        var first = window(NOON, NOON.plusSeconds(3_600), "");
        var edge = Instant.parse(first.get("next").asString());
        client.positions(
                position("T0", edge.minusMillis(500), 38, 23), position("T0", edge.plusMillis(500), 38.0001, 23));
        var rest = windows(edge, NOON.plusSeconds(3_600), "");
        var later = positions(rest);
        assertThat(later).isEqualTo(stored(trucks, edge, NOON.plusSeconds(3_600)));
        assertThat(later.keySet())
                .doesNotContainAnyElementsOf(positions(List.of(first)).keySet());
    }

    @Test
    void thinnedOutASilenceStaysASilence() {
        client.addTruck("875");
        // A fix each 10 s for 10 minutes, nothing for 5 minutes, and once more.
        store("875", NOON, 61, 10);
        store("875", NOON.plusSeconds(900), 61, 10);
        var path = window(NOON, NOON.plusSeconds(3_600), "&every=60").at("/paths/0");
        var times = times(path);
        assertThat(times).contains(0L, 600_000L, 900_000L, 1_500_000L);
        assertThat(times.size()).isLessThan(30);
        assertThat(path.get("gaps")).hasSize(1);
        assertThat(times.get(path.at("/gaps/0").asInt())).isEqualTo(900_000);
        for (int i = 1; i < times.size(); i++) {
            var apart = times.get(i) - times.get(i - 1);
            assertThat(apart == 300_000 || apart <= 120_000).isTrue();
        }
    }

    @Test
    void aJumpIsNoWay() {
        client.addTruck("875");
        client.positions(
                position("875", NOON, 38, 23),
                position("875", NOON.plusSeconds(30), 38.003, 23),
                position("875", NOON.plusSeconds(60), 38.5, 23),
                position("875", NOON.plusSeconds(90), 38.503, 23));
        var path = window(NOON, NOON.plusSeconds(3_600), "").at("/paths/0");
        assertThat(path.get("gaps").toString()).isEqualTo("[2]");
    }

    @Test
    void theBeginningIsWhereEachTruckWasAndWhatItDid() {
        var drives = client.addTruck("1");
        var stands = client.addTruck("2");
        var later = client.addTruck("3");
        client.positions(
                with(position("1", NOON.minusSeconds(30), 38, 23), "speedKph", 61.6),
                with(position("1", NOON, 38.004, 23), "headingDegrees", 12.4));
        store("2", NOON.minusSeconds(1_200), 80, 20, 0);
        store("3", NOON.plusSeconds(600), 2, 30);
        awaitFolded(stands);

        var window = window(NOON, NOON.plusSeconds(3_600), "&beginnings=true");
        var beginnings = window.get("beginnings").values().stream()
                .collect(Collectors.toMap(one -> one.get("truckNumber").asString(), one -> one));
        assertThat(beginnings).containsOnlyKeys("1", "2", "3");
        assertThat(beginnings.get("1").get("truckId").asString()).isEqualTo(drives.toString());
        assertThat(beginnings.get("1").get("recordedAt").asString())
                .isEqualTo(NOON.minusSeconds(30).toString());
        assertThat(beginnings.get("1").get("latitude").asInt()).isEqualTo(38_000_000);
        assertThat(beginnings.get("1").get("speedKph").asInt()).isEqualTo(62);
        assertThat(beginnings.get("2").get("motion").asString()).isEqualTo("stopped");
        assertThat(beginnings.get("3").get("recordedAt").isNull()).isTrue();
        assertThat(beginnings.get("3").get("motion").isNull()).isTrue();
        assertThat(path(window, drives).at("/headingsDegrees/0").asInt()).isEqualTo(12);
        assertThat(path(window, drives).at("/speedsKph/0").isNull()).isTrue();
        assertThat(path(window, later).get("times").toString()).isEqualTo("[600000,30000]");
        assertThat(window(NOON, NOON.plusSeconds(60), "").get("beginnings")).isEmpty();
    }

    @Test
    void motionIsWhatTheTimelineSays() {
        var truck = client.addTruck("875");
        store("875", NOON, 21, 30);
        store("875", NOON.plusSeconds(660), 40, 30, 0);
        store("875", NOON.plusSeconds(660 + 40 * 30), 20, 30);
        awaitFolded(truck);
        var to = NOON.plusSeconds(660 + 60 * 30);
        var path = window(NOON, to, "").at("/paths/0");
        var pieces = client
                .get("/api/v1/trucks/" + truck + "/timeline?from=" + NOON + "&to=" + to)
                .json()
                .get("items")
                .values()
                .stream()
                .toList();
        assertThat(pieces.stream().map(piece -> piece.get("motion").asString())).contains("moving", "stopped");
        assertThat(path.get("motions").toString())
                .isEqualTo(pieces.stream()
                        .map(piece -> piece.get("motion").toString())
                        .collect(Collectors.joining(",", "[", "]")));
        assertThat(path.get("motionTimes").toString())
                .isEqualTo(pieces.stream()
                        .map(piece -> Duration.between(
                                                NOON,
                                                Instant.parse(piece.get("from").asString()))
                                        .toMillis() + "")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void onlyTheTrucksThatAreNamedArePlayed() {
        var trucks = fleet(3);
        store(trucks, NOON, 5, 30);
        var some = windows(NOON, NOON.plusSeconds(600), "&truckId=" + trucks.get(0) + "&truckId=" + trucks.get(2));
        assertThat(positions(some))
                .isEqualTo(stored(List.of(trucks.get(0), trucks.get(2)), NOON, NOON.plusSeconds(600)));
    }

    @Test
    void archivedTrucksHaveAPast() {
        var truck = client.addTruck("875");
        store("875", NOON, 5, 30);
        client.delete("/api/v1/trucks/" + truck);
        assertThat(positions(windows(NOON, NOON.plusSeconds(600), ""))).hasSize(5);
    }

    @Test
    void anotherOrganizationsTrucksAreNotThere() {
        var trucks = fleet(2);
        store(trucks, NOON, 5, 30);
        var stranger = server.newOrganization();
        var span = "?from=" + NOON + "&to=" + NOON.plusSeconds(600);
        var all = stranger.get("/api/v1/playback" + span + "&beginnings=true").json();
        assertThat(all.get("paths")).isEmpty();
        assertThat(all.get("beginnings")).isEmpty();
        for (var path : List.of("/api/v1/playback", "/api/v1/playback/events")) {
            var answer = stranger.get(path + span + "&truckId=" + trucks.getFirst());
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.type()).isEqualTo("urn:watchtower:truck-not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, from=yesterday&to=2026-11-18T12:00:00Z",
        "400, from=2026-11-18T12:00:00Z",
        "400, from=2026-11-18T12:00:00&to=2026-11-18T13:00:00",
        "422, from=2026-11-18T12:00:00Z&to=2026-11-18T12:00:00Z",
        "422, from=2026-11-18T13:00:00Z&to=2026-11-18T12:00:00Z",
        "422, from=2026-10-01T00:00:00Z&to=2026-11-18T12:00:00Z",
        "422, from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z",
        "422, from=-1000000000-01-01T00:00:00Z&to=2026-11-18T12:00:00Z",
        "422, from=2026-11-18T12:00:00Z&to=%2B1000000000-12-31T23:59:59Z",
        "400, from=2026-11-18T12:00:00Z&to=2026-11-18T13:00:00Z&truckId=875",
        "404, from=2026-11-18T12:00:00Z&to=2026-11-18T13:00:00Z&truckId=01a1fd4c-5c33-7365-96dc-f8c75e89ccde",
    })
    void whatMakesNoSenseIsRefused(int status, String query) {
        for (var path : List.of("/api/v1/playback?", "/api/v1/playback/events?")) {
            var answer = client.get(path + query);
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.json().get("detail").asString()).isNotBlank();
        }
    }

    @Test
    void parametersBeyondReasonAreRefused() {
        var span = "/api/v1/playback?from=" + NOON + "&to=" + NOON.plusSeconds(60);
        assertThat(client.get(span + "&every=-1").status()).isEqualTo(400);
        assertThat(client.get(span + "&every=3601").status()).isEqualTo(400);
        assertThat(client.get(span + "&every=x").status()).isEqualTo(400);
        var ids = Stream.generate(() -> "&truckId=" + UUID.randomUUID())
                .limit(101)
                .collect(Collectors.joining());
        var answer = client.get(span + ids);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("100 times at most");
        assertThat(client.get(span + ids.repeat(50)).status()).isEqualTo(400);
        var events = span.replace("playback?", "playback/events?");
        for (var wrong : List.of(
                "&kinds=crash",
                "&fastKph=19",
                "&fastKph=251",
                "&cursor=x",
                "&cursor=a~1~STOP",
                "&cursor=%00",
                "&cursor=" + UUID.randomUUID() + "~999999999999999999999~STOP")) {
            assertThat(client.get(events + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void nothingIsWrittenByIt() {
        var truck = client.addTruck("875");
        store("875", NOON, 20, 30);
        awaitFolded(truck);
        var before = progress(truck);
        windows(NOON, NOON.plusSeconds(3_600), "&beginnings=true");
        client.get("/api/v1/playback/events?from=" + NOON + "&to=" + NOON.plusSeconds(3_600));
        assertThat(progress(truck)).isEqualTo(before);
        assertThat(server.positions(truck)).isEqualTo(20);
    }

    private String progress(UUID truck) {
        return server.database()
                .sql("select (p.*)::text from truck_progress p where truck_id = ?")
                .param(truck)
                .query(String.class)
                .single();
    }

    private void awaitFolded(UUID truck) {
        await().until(() -> server.database()
                .sql("""
                        select coalesce(p.folded_to = (select max(recorded_at) from vehicle_positions where truck_id = p.truck_id),
                                        false) and p.refold_from is null
                        from truck_progress p where p.truck_id = ?""")
                .param(truck)
                .query(Boolean.class)
                .optional()
                .orElse(false));
    }

    private List<UUID> fleet(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> client.addTruck("T" + i))
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
    }

    /** The trucks T0, T1, …: each drives north, all at the same moments. */
    private void store(List<UUID> trucks, Instant from, int count, int seconds) {
        for (int truck = 0; truck < trucks.size(); truck++) {
            store(trucks.size() == 1 ? "875" : "T" + truck, from, count, seconds);
        }
    }

    private void store(String number, Instant from, int count, int seconds) {
        store(number, from, count, seconds, 1e-5 * seconds);
    }

    private void store(String number, Instant from, int count, int seconds, double step) {
        var fixes = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < count; i++) {
            fixes.add(position(number, from.plusSeconds((long) i * seconds), 38 + i * step, 23));
        }
        for (int i = 0; i < fixes.size(); i += 10_000) {
            var answer = client.post("/api/v1/positions", fixes.subList(i, Math.min(fixes.size(), i + 10_000)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().get("rejected")).isEmpty();
        }
    }

    private JsonNode window(Instant from, Instant to, String more) {
        var answer = client.get("/api/v1/playback?from=" + from + "&to=" + to + more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> windows(Instant from, Instant to, String more) {
        var windows = new ArrayList<JsonNode>();
        windows.add(window(from, to, more));
        while (!windows.getLast().get("next").isNull()) {
            windows.add(window(Instant.parse(windows.getLast().get("next").asString()), to, more));
        }
        return windows;
    }

    private static JsonNode path(JsonNode window, UUID truck) {
        return window.get("paths").values().stream()
                .filter(path -> path.get("truckId").asString().equals(truck.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> times(JsonNode path) {
        var times = new ArrayList<Long>();
        long at = 0;
        for (var time : path.get("times")) {
            at += time.asLong();
            times.add(at);
        }
        return times;
    }

    /** By truck and time, the place; fails where one comes twice. */
    private static Map<String, String> positions(List<JsonNode> windows) {
        var all = new TreeMap<String, String>();
        for (var window : windows) {
            var from = Instant.parse(window.get("from").asString());
            for (var path : window.get("paths")) {
                var times = times(path);
                int latitude = 0;
                int longitude = 0;
                for (int i = 0; i < times.size(); i++) {
                    latitude += path.get("latitudes").get(i).asInt();
                    longitude += path.get("longitudes").get(i).asInt();
                    var key = path.get("truckId").asString() + " " + from.plusMillis(times.get(i));
                    assertThat(all.put(key, latitude + " " + longitude)).isNull();
                }
            }
        }
        return all;
    }

    private Map<String, String> stored(List<UUID> trucks, Instant from, Instant to) {
        var all = new TreeMap<String, String>();
        for (var truck : trucks) {
            server.database()
                    .sql("select recorded_at, latitude, longitude from vehicle_positions"
                            + " where truck_id = ? and recorded_at >= ? and recorded_at < ?")
                    .params(truck, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
                    .query(row -> {
                        all.put(
                                truck + " "
                                        + row.getObject(1, OffsetDateTime.class).toInstant(),
                                Math.round(row.getDouble(2) * 1e6) + " " + Math.round(row.getDouble(3) * 1e6));
                    });
        }
        return all;
    }
}
