package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** Sequences in which late fixes, midnights and the loss of memory meet. */
@ServerTest
@DirtiesContext
class RefoldTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    Server server;

    @Autowired
    RoadLoader loader;

    @Autowired
    RoadEpoch road;

    @Test
    void aTruckThatWasMarkedWhenMemoryWasLostIsFollowedAgain() throws SQLException {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var start = today().minus(Duration.ofDays(3)).plus(HOUR.multipliedBy(6));
        var drive = new Drive("875", start);
        for (int day = 0; day < 3; day++) {
            drive.moves(HOUR, 50).stands(HOUR).fix().silent(HOUR.multipliedBy(22), 0);
        }
        send(client, drive.fixes());
        awaitFolded(truck);
        server.database()
                .sql("update truck_progress set refold_from = ?, refold_to = ?, refold_version = 7 where truck_id = ?")
                .params(start.atOffset(ZoneOffset.UTC), start.atOffset(ZoneOffset.UTC), truck)
                .update();
        loseMemory();
        awaitFolded(truck);
        var before = foldedTo(truck);
        send(
                client,
                new Drive("875", now().minusSeconds(60))
                        .moves(Duration.ofSeconds(60), 50)
                        .fixes());
        await().until(() -> foldedTo(truck).isAfter(before));
    }

    @Test
    void aLateFixOfTheLastMomentCounts() {
        var client = server.newOrganization();
        var begin = now().minus(HOUR);
        for (int i = 0; i < 10; i++) {
            var number = "T" + i;
            var truck = client.addTruck(number);
            client.positions(Positions.position(number, begin, 38, 23));
            awaitFolded(truck);
            client.positions(Positions.position(number, begin.plusSeconds(80), 38, 23.01));
            client.positions(Positions.position(number, begin.plusSeconds(40), 38.01, 23.005));
            client.positions(Positions.position(number, begin.plusSeconds(110), 38, 23.02));
            awaitFolded(truck);
            var day = LocalDate.ofInstant(begin, ZoneOffset.UTC);
            var km = client.get("/api/v1/trucks/" + truck + "/days?from=" + day.minusDays(1) + "&to=" + day.plusDays(1))
                    .json()
                    .get("items")
                    .valueStream()
                    .mapToDouble(one -> one.get("distanceKm").asDouble())
                    .sum();
            assertThat(km).isCloseTo(2 * 1.195 + 0.876, within(0.02));
        }
    }

    @Test
    void whatAMorningFindsOfTheEveningBeforeKeepsItsIdentity() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var evening = today().minus(Duration.ofDays(3)).plus(HOUR.multipliedBy(21));
        var drive = new Drive("875", evening).ignition(true).moves(HOUR, 50).stands(Duration.ofSeconds(61));
        drive.fix()
                .silent(HOUR.multipliedBy(8), 0)
                .ignition(false)
                .stands(Duration.ofMinutes(5))
                .moves(HOUR, 50);
        drive.silent(HOUR.multipliedBy(20), 0).fix();
        send(client, drive.fixes());
        awaitFolded(truck);
        var found = idlings(truck);
        assertThat(found).hasSize(1);
        for (var late : List.of(
                evening.plusSeconds(15), evening.plus(HOUR.multipliedBy(9)).plusSeconds(700))) {
            client.positions(Positions.position("875", late, 38, late.isBefore(evening.plus(HOUR)) ? 23.002 : 23.58));
            awaitFolded(truck);
            assertThat(idlings(truck)).isEqualTo(found);
        }
    }

    @Test
    void historyBeforeTheFirstFixIsShown() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var start = today().minus(Duration.ofDays(10)).plus(HOUR.multipliedBy(8));
        for (var day : List.of(6, 7, 0)) {
            send(
                    client,
                    new Drive("875", start.plus(Duration.ofDays(day)))
                            .moves(HOUR, 50)
                            .stands(HOUR)
                            .fixes());
            awaitFolded(truck);
        }
        var first = LocalDate.ofInstant(start, ZoneOffset.UTC);
        var days = client.get("/api/v1/trucks/" + truck + "/days?from=" + first + "&to=" + first.plusDays(8))
                .json()
                .get("items");
        assertThat(days.get(0).get("date").asString()).isEqualTo(first.toString());
        assertThat(days.get(0).get("distanceKm").asDouble()).isCloseTo(50, within(1.0));
    }

    /** As a process that takes the road from another one. */
    private void loseMemory() throws SQLException {
        var epoch = server.database()
                .sql("update road_owner set epoch = epoch + 1 returning epoch")
                .query(Long.class)
                .single();
        loader.load(epoch);
        road.begin(epoch);
    }

    private void awaitFolded(UUID truck) {
        await().until(() ->
                server.database().sql("""
                                select count(*) from truck_progress p where truck_id = ? and refold_from is null
                                  and folded_to = (select max(recorded_at) from vehicle_positions v
                                                   where v.truck_id = p.truck_id)""").param(truck).query(Long.class).single() == 1);
    }

    private Instant foldedTo(UUID truck) {
        return server.database()
                .sql("select folded_to from truck_progress where truck_id = ?")
                .param(truck)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private List<String> idlings(UUID truck) {
        return server.database()
                .sql(
                        "select concat_ws(' ', id, began_at, ended_at) from motion_episodes where truck_id = ? and kind = 'IDLING'")
                .param(truck)
                .query(String.class)
                .list();
    }

    private static void send(Client client, List<Map<String, Object>> fixes) {
        assertThat(client.post("/api/v1/positions", fixes).status()).isEqualTo(200);
    }

    private static Instant today() {
        return now().truncatedTo(ChronoUnit.DAYS);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
