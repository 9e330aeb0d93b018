package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Watching;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.StoredTruck;
import dev.watchtower.tracking.TruckMotion;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a database keeps of its trucks, read by its owner. */
public record Aftermath(JdbcClient database) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Waits until all imports, of which there are some, are read to their end. */
    void awaitImports() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(database.sql("select distinct status from position_imports")
                                .query(String.class)
                                .list())
                        .containsExactly("DONE"));
    }

    /** Waits until every truck is folded up to its newest fix, all news is published, and all roads are counted. */
    public void awaitAllDone() {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(trucksBehind()).isEmpty();
            assertThat(count("motion_news")).isZero();
            assertThat(count("driven_steps")).isZero();
        });
    }

    /** The numbers of trucks of which late fixes are not folded, or newest ones that the clock has reached not kept. */
    List<String> trucksBehind() {
        return database.sql("""
                        select t.truck_number from trucks t left join truck_progress p on p.truck_id = t.id
                        where p.refold_from is not null
                           or p.folded_to is distinct from
                              (select max(v.recorded_at) from vehicle_positions v
                               where v.truck_id = t.id and v.recorded_at <= now())""").query(String.class).list();
    }

    List<String> trucksMarked() {
        return database.sql("""
                        select t.truck_number from trucks t join truck_progress p on p.truck_id = t.id
                        where p.refold_from is not null""").query(String.class).list();
    }

    /** Asserts that these and no others are stored, and what follows from them is kept as the pure fold finds it. */
    void assertAsInOrder(Map<String, List<PositionReport>> trucks) {
        assertThat(database.sql("select truck_number from trucks")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(trucks.keySet());
        trucks.forEach((number, fixes) -> {
            var truck = StoredTruck.read(database, number);
            assertThat(truck.reports()).as(number).isEqualTo(fixes);
            assertThat(TruckMotion.kept(database, truck.id())).as(number).isEqualTo(TruckMotion.of(fixes));
        });
    }

    /** Asserts that watchers of an organization that has these trucks are shown what the table says of each. */
    void assertLive(Client client, Collection<String> numbers) {
        var expected = new HashMap<String, JsonNode>();
        numbers.forEach(number ->
                expected.put(number, StoredTruck.read(database, number).liveState()));
        try (var watching = Watching.open(client, "{\"type\": \"watch\"}")) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(watching.trucks()).isEqualTo(expected));
        }
    }

    /** What is kept of each truck, by its number. */
    Map<String, TruckMotion> motions() {
        var motions = new HashMap<String, TruckMotion>();
        database.sql("select id, truck_number from trucks").query(row -> {
            motions.put(row.getString("truck_number"), TruckMotion.kept(database, row.getObject("id", UUID.class)));
        });
        return motions;
    }

    /** What is counted in each tile of the roads of the organization that has this truck. */
    List<String> roads(String truck) {
        return database.sql("""
                        select concat_ws(' ', zoom, tile_x, tile_y, count(*), sum(n), md5(string_agg(
                            concat_ws(' ', cell, n, sum_x, sum_y, east, south_east, south, south_west), ',' order by cell)))
                        from road_cells
                        where organization_id = (select organization_id from trucks where truck_number = ?)
                        group by zoom, tile_x, tile_y order by zoom, tile_x, tile_y""").param(truck).query(String.class).list();
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
