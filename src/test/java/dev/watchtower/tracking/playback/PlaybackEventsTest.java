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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Stops, gaps and fast driving of many trucks, through the API. */
@ServerTest
class PlaybackEventsTest {
    private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

    @Autowired
    Server server;

    private Client client;

    @BeforeEach
    void anOrganization() {
        client = server.newOrganization();
    }

    /** A truck's fixes: each 30 s, eastwards. */
    private final class Way {
        private final String number;
        private final List<Map<String, Object>> fixes = new ArrayList<>();
        private Instant now;
        private double meters;
        private boolean sendsSpeed;

        Way(String number, Instant start) {
            this.number = number;
            this.now = start;
        }

        Way sendsSpeed() {
            sendsSpeed = true;
            return this;
        }

        Way drives(int fixCount, double kph) {
            for (int i = 0; i < fixCount; i++) {
                var fix = position(number, now, 38, 23 + meters / 87_622);
                fixes.add(sendsSpeed ? with(fix, "speedKph", kph) : fix);
                now = now.plusSeconds(30);
                meters += kph / 3.6 * 30;
            }
            return this;
        }

        Way silent(Duration time, double kilometers) {
            now = now.plus(time);
            meters += kilometers * 1_000;
            return this;
        }

        UUID send() {
            var truck = client.addTruck(number);
            var answer = client.post("/api/v1/positions", fixes);
            assertThat(answer.json().get("rejected")).as(answer.text()).isEmpty();
            await().until(() -> server.database()
                            .sql("select count(*) from truck_progress where truck_id = ? and folded_to = ?")
                            .params(
                                    truck,
                                    Instant.parse(fixes.getLast()
                                                    .get("recordedAt")
                                                    .toString())
                                            .atOffset(ZoneOffset.UTC))
                            .query(Long.class)
                            .single()
                    == 1);
            return truck;
        }
    }

    @Test
    void stopsAndGapsAreThoseOfTheTruck() {
        var way =
                new Way("875", NOON).drives(20, 60).drives(30, 0).drives(20, 60).silent(Duration.ofMinutes(20), 15);
        var truck = way.drives(20, 60).drives(30, 0).drives(20, 60).send();
        var from = NOON.plusSeconds(600);
        for (var kind : List.of("stop", "gap")) {
            var listed = list("/api/v1/trucks/" + truck + "/" + kind + "s?from=" + from + "&to=" + way.now);
            var events = events(from, way.now, "&kinds=" + kind);
            assertThat(events).isNotEmpty();
            assertThat(spans(events)).isEqualTo(spans(listed));
            assertThat(events).allMatch(event -> event.get("truckId").asString().equals(truck.toString()));
            assertThat(events).allMatch(event -> event.get("kind").asString().equals(kind));
        }
        assertThat(events(from, way.now, "&kinds=stop&kinds=gap").size())
                .isEqualTo(events(from, way.now, "&kinds=stop,gap").size())
                .isGreaterThan(3); // the silence at the end as well
    }

    @Test
    void fastDrivingFollowsFromThePositions() {
        // From 11:40 on: across the quarters 11:45 and 12:00, in which only the first and last speeds are slow.
        var start = NOON.minus(Duration.ofMinutes(20));
        new Way("875", start)
                .drives(4, 60)
                .drives(60, 104)
                .drives(4, 88)
                .drives(10, 60)
                .send();
        var events = events(NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(1)), "&kinds=fastDriving");
        assertThat(spans(events)).containsExactly(start.plusSeconds(120) + " " + start.plusSeconds(120 + 64 * 30));
        assertThat(events.getFirst().get("topSpeedKph").asDouble()).isBetween(103.5, 104.5);
        assertThat(events.getFirst().get("longitude").isNull()).isFalse();
    }

    @Test
    void aWindowWithinFastDrivingFindsAllOfIt() {
        var start = NOON.minus(Duration.ofMinutes(20));
        new Way("875", start)
                .sendsSpeed()
                .drives(4, 60)
                .drives(60, 104)
                .drives(10, 60)
                .send();
        var within = events(NOON.minusSeconds(60), NOON, "&kinds=fastDriving");
        assertThat(spans(within)).containsExactly(start.plusSeconds(120) + " " + start.plusSeconds(120 + 59 * 30));
        assertThat(events(NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2)), "&kinds=fastDriving"))
                .isEmpty();
    }

    @Test
    void whatIsFastIsForTheAskerToSay() {
        new Way("875", NOON).drives(4, 60).drives(20, 75).drives(4, 60).send();
        var hour = NOON.plus(Duration.ofHours(1));
        assertThat(events(NOON, hour, "&kinds=fastDriving")).isEmpty();
        assertThat(events(NOON, hour, "&kinds=fastDriving&fastKph=70")).hasSize(1);
    }

    @Test
    void overMidnightItIsOne() {
        var midnight = Instant.parse("2026-11-18T00:00:00Z");
        new Way("875", midnight.minusSeconds(600)).drives(60, 100).drives(5, 50).send();
        assertThat(events(midnight, midnight.plus(Duration.ofHours(1)), "&kinds=fastDriving"))
                .hasSize(1);
        assertThat(events(midnight.minus(Duration.ofHours(1)), midnight, "&kinds=fastDriving"))
                .hasSize(1);
    }

    @Test
    void pagesJoinedAreAllEventsOnceEach() {
        var trucks = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            trucks.add(client.addTruck("T" + i));
        }
        // As the fold keeps them: 3 trucks with 900 stops each make more than a page.
        for (var truck : trucks) {
            server.database()
                    .sql("""
                            insert into motion_episodes (id, organization_id, truck_id, kind, began_at, ended_at, latitude,
                                longitude, origin)
                            select gen_random_uuid(), t.organization_id, t.id, 'STOP', n.at, n.at + interval '2 minutes', 38, 23,
                                'LIVE'
                            from trucks t cross join generate_series(cast(? as timestamptz),
                                cast(? as timestamptz) + interval '2697 minutes', interval '3 minutes') as n(at)
                            where t.id = ?""")
                    .params(NOON.toString(), NOON.toString(), truck)
                    .update();
            server.database().sql("""
                            insert into truck_progress (truck_id, organization_id, first_fix_at, folded_to)
                            select id, organization_id, cast(? as timestamptz), now() from trucks where id = ?
                            on conflict (truck_id) do update set first_fix_at = excluded.first_fix_at,
                                folded_to = excluded.folded_to""").params(NOON.toString(), truck).update();
        }
        var from = NOON.plusSeconds(1);
        var to = NOON.plus(Duration.ofDays(10));
        var pages = pages(from, to, "");
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().get("items")).hasSize(2_000);
        var events = events(from, to, "");
        assertThat(events).hasSize(2_700);
        assertThat(events.stream().map(JsonNode::toString).distinct()).hasSize(2_700);
        assertThat(events(from, to, "&truckId=" + trucks.getFirst())).hasSize(900);
    }

    @Test
    void aQuietFleetHasNone() {
        client.addTruck("875");
        assertThat(events(NOON, NOON.plusSeconds(60), "")).isEmpty();
    }

    private List<JsonNode> pages(Instant from, Instant to, String more) {
        var pages = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var answer = client.get("/api/v1/playback/events?from=" + from + "&to=" + to + more + cursor);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            pages.add(answer.json());
            cursor = "&cursor=" + pages.getLast().get("next").asString("");
        } while (!pages.getLast().get("next").isNull());
        return pages;
    }

    private List<JsonNode> events(Instant from, Instant to, String more) {
        return pages(from, to, more).stream()
                .flatMap(page -> page.get("items").values().stream())
                .toList();
    }

    private List<JsonNode> list(String path) {
        return client.get(path).json().get("items").values().stream().toList();
    }

    private static List<String> spans(List<JsonNode> items) {
        return items.stream()
                .map(item -> item.get("from").asString() + " " + item.get("to").asString("-"))
                .toList();
    }
}
