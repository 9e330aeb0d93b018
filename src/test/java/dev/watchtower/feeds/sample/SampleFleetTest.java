package dev.watchtower.feeds.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.feeds.sample.simulation.Plan;
import dev.watchtower.feeds.sample.simulation.Simulation;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The life of a sample fleet on a real server: made, driven on, removed. The tests follow each other. */
@ServerTest
@TestPropertySource(properties = "watchtower.sample-fleet.mode=on")
@Import(SampleFleetTest.Clocks.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleFleetTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    @Autowired
    SampleFeeder feeder;

    @Autowired
    SampleStart start;

    private Client client;

    @BeforeEach
    void signIn() {
        client = server.admin();
    }

    @Test
    @Order(1)
    void sevenDaysOfFiftyTrucksAreMade() {
        assertThat(client.get("/api/v1/sample").json().get("trucks").asInt()).isEqualTo(Plan.TRUCKS);
        awaitFed();
        var trucks = client.get("/api/v1/trucks?limit=200").json().get("items");
        assertThat(trucks.size()).isEqualTo(Plan.TRUCKS);
        assertThat(trucks.values()).allMatch(truck -> truck.get("sample").asBoolean());
        assertStoredIsWhatArrived();
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(count("select count(*) from driven_steps")).isZero());
        assertThat(count("select count(*) from road_cells where sample")).isPositive();
        assertThat(count("select count(*) from road_cells where not sample")).isZero();
    }

    @Test
    @Order(2)
    void theApiNeitherMakesNorUnmakesSampleTrucks() {
        var real = client.post("/api/v1/trucks", Map.of("truckNumber", "R-1", "sample", true));
        assertThat(real.json().path("sample").asBoolean(false)).isFalse();
        var sample = sampleTrucks().getFirst();
        client.put("/api/v1/trucks/" + sample, Map.of("truckNumber", "renamed", "sample", false));
        assertThat(client.get("/api/v1/trucks/" + sample).json().get("sample").asBoolean())
                .isTrue();
        if (real.status() != 201) {
            client.addTruck("R-1");
        }
        client.addTruck("S-01"); // the number that the sample truck gave up
    }

    @Test
    @Order(3)
    void afterADowntimeItGoesOnWithoutHolesOrRepeats() {
        feeder.stop();
        client.delete("/api/v1/trucks/" + sampleTrucks().get(1)); // one that is archived does not stop the others
        var before = count("select count(*) from vehicle_positions");
        clock.move(Duration.ofHours(3));
        feeder.start();
        awaitFed();
        assertThat(count("select count(*) from vehicle_positions")).isGreaterThan(before + 5_000);
        client.post("/api/v1/trucks/" + sampleTrucks().get(1) + "/restore", Map.of());
        assertStoredIsWhatArrived();
        assertThat(
                        count(
                                "select count(*) from vehicle_positions p join trucks t on t.id = p.truck_id where not t.sample"))
                .isZero();
    }

    @Test
    @Order(4)
    void itIsRemovedWithAllThatIsStoredOfItAndRealTrucksStay() throws Exception {
        var now = clock.instant();
        for (int i = 0; i < 20; i++) {
            client.positions(Positions.position("R-1", now.minusSeconds(1_200 - 30 * i), 50 + i * 0.003, 10));
        }
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(count("select count(*) from road_cells where not sample"))
                        .isPositive());
        var roads = realRoads();
        var sample = sampleTrucks();
        try (var watching = Watching.open(client, "{\"type\":\"watch\"}")) {
            await().until(() -> watching.trucks().size() > Plan.TRUCKS - 5);

            assertThat(client.delete("/api/v1/sample").status()).isEqualTo(202);
            assertThat(client.delete("/api/v1/sample").status()).isIn(202, 404);
            await().atMost(LIMIT).until(() -> state().equals("removed"));
            await().untilAsserted(() -> assertThat(watching.trucks()).hasSize(1));
        }
        assertThat(client.get("/api/v1/trucks?limit=200").json().get("items").size())
                .isEqualTo(2);
        assertThat(client.get("/api/v1/trucks?archived=true")
                        .json()
                        .get("items")
                        .size())
                .isZero();
        assertNoRowNames(sample);
        assertThat(count("select count(*) from road_cells where sample")).isZero();
        assertThat(count("select count(*) from driven_steps where sample")).isZero();
        assertThat(realRoads()).isEqualTo(roads);
        assertThat(count("select count(*) from vehicle_positions")).isEqualTo(20);
        assertThat(client.delete("/api/v1/sample").status()).isEqualTo(404);
    }

    @Test
    @Order(5)
    void onceRemovedItDoesNotComeBack() {
        start.run(null);
        clock.move(Duration.ofMinutes(10));
        assertThat(state()).isEqualTo("removed");
        assertThat(count("select count(*) from trucks where sample")).isZero();
    }

    private void awaitFed() {
        var now = clock.instant();
        await().atMost(LIMIT).until(() -> state().equals("driving"));
        await().atMost(LIMIT)
                .until(() -> count("select count(*) from sample_fleets where fed_to >= to_timestamp("
                                + now.getEpochSecond() + ")")
                        == 1);
    }

    /** Each fix that arrived is stored, of trucks that take positions, and no other. */
    private void assertStoredIsWhatArrived() {
        feeder.stop();
        var fleet = server.database()
                .sql("select seed, time_zone, since, fed_to, truck_ids from sample_fleets")
                .query((row, n) -> Map.of(
                        "seed", row.getLong("seed"),
                        "zone", row.getString("time_zone"),
                        "since", row.getTimestamp("since").toInstant(),
                        "fedTo", row.getTimestamp("fed_to").toInstant(),
                        "ids", List.of((UUID[]) row.getArray("truck_ids").getArray())))
                .single();
        var seed = (long) fleet.get("seed");
        var expected = new Simulation(
                        new Plan(seed), seed, ZoneId.of((String) fleet.get("zone")), (Instant) fleet.get("since"))
                .until((Instant) fleet.get("fedTo"));
        var counts = expected.stream().collect(Collectors.groupingBy(fix -> fix.truck(), Collectors.counting()));
        @SuppressWarnings("unchecked")
        var ids = (List<UUID>) fleet.get("ids");
        var stored = new HashMap<UUID, Long>();
        server.database()
                .sql("select truck_id, count(*) from vehicle_positions where source = 3 group by truck_id")
                .query(row -> {
                    stored.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        for (int truck = 0; truck < ids.size(); truck++) {
            var id = ids.get(truck);
            var refused = count(
                    "select count(*) from trucks where version > 1 and truck_number = 'S-02' and id = '" + id + "'");
            if (refused == 0) { // the one that was archived for a while lacks what came meanwhile
                assertThat(stored.get(id)).as("truck %d, %s", truck, fleet).isEqualTo(counts.get(truck));
            }
        }
        feeder.start();
    }

    private void assertNoRowNames(List<UUID> trucks) {
        var tables = server.database().sql("""
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'dev'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                          and a.attname = 'truck_id'""").query(String.class).list();
        assertThat(tables).contains("vehicle_positions", "truck_progress", "motion_episodes", "truck_devices");
        for (var table : tables) {
            assertThat(server.database()
                            .sql("select count(*) from " + table + " where truck_id = any(?)")
                            .param(trucks.toArray(UUID[]::new))
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    private List<Map<String, Object>> realRoads() {
        return server.database()
                .sql("select zoom, tile_x, tile_y, cell, n, sum_x, sum_y from road_cells where not sample"
                        + " order by zoom, tile_x, tile_y, cell")
                .query()
                .listOfRows();
    }

    private List<UUID> sampleTrucks() {
        return server.database()
                .sql("select unnest(truck_ids) from sample_fleets")
                .query(UUID.class)
                .list();
    }

    private String state() {
        return client.get("/api/v1/sample").json().get("state").asString();
    }

    private long count(String sql) {
        return server.database().sql(sql).query(Long.class).single();
    }
}
