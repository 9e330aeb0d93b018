package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.TruckMotion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database keeps of its trucks, read by its owner. */
public record Aftermath(JdbcClient database) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Waits until every truck is folded up to its newest fix, all news is published, and all roads are counted. */
    public void awaitAllDone() {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(trucksBehind()).isEmpty();
            assertThat(count("motion_news")).isZero();
            assertThat(count("driven_steps")).isZero();
        });
    }

    /** The numbers of trucks of which late fixes are not folded, or newest ones not kept. */
    List<String> trucksBehind() {
        return database.sql("""
                        select t.truck_number from trucks t left join truck_progress p on p.truck_id = t.id
                        where p.refold_from is not null
                           or p.folded_to is distinct from
                              (select max(v.recorded_at) from vehicle_positions v where v.truck_id = t.id)""").query(String.class).list();
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
            var id = database.sql("select id from trucks where truck_number = ?")
                    .param(number)
                    .query(UUID.class)
                    .single();
            assertThat(database.sql("select count(*) from vehicle_positions where truck_id = ?")
                            .param(id)
                            .query(Integer.class)
                            .single())
                    .as(number)
                    .isEqualTo(fixes.size());
            assertThat(TruckMotion.kept(database, id)).as(number).isEqualTo(TruckMotion.of(fixes));
        });
    }

    /** All that is counted in the roads of the organization that has this truck. */
    List<Map<String, Object>> roads(String truck) {
        return database.sql("""
                        select zoom, tile_x, tile_y, cell, n, sum_x, sum_y, east, south_east, south, south_west
                        from road_cells
                        where organization_id = (select organization_id from trucks where truck_number = ?)
                        order by zoom, tile_x, tile_y, cell""").param(truck).query().listOfRows();
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
