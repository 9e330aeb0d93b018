package dev.watchtower.tracking.roads;

import dev.watchtower.platform.Tenancy;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoadRepository {
    private static final int ROWS_PER_STATEMENT = 10_000;
    private static final int FETCH_ROWS = 5_000;

    /** A cell's number within its tile, its crossings' middle in 1/256 of it, and its steps to its forward neighbours. */
    record DrawnCell(int cell, int meanX, int meanY, int east, int southEast, int south, int southWest) {}

    /** Steps out of the queue; see {@link Step}. */
    @SuppressWarnings("ArrayRecordComponent") // only ever read
    record Taken(byte[] steps, boolean sample) {}

    private final JdbcClient jdbc;

    RoadRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UUID> organizationsWithDrivenSteps() {
        return jdbc.sql("select organizations_with_driven_steps()")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Takes the oldest rows out of the queue, past those that another process is taking. */
    List<Taken> takeDrivenSteps(int most) {
        return jdbc.sql("""
                        with first as materialized (
                            select organization_id, id from driven_steps order by organization_id, id
                            limit ? for update skip locked)
                        delete from driven_steps s using first f
                        where s.organization_id = f.organization_id and s.id = f.id
                        returning s.steps, s.sample""")
                .param(most)
                .query((row, n) -> new Taken(row.getBytes(1), row.getBoolean(2)))
                .list();
    }

    /** Adds to the kept counts; cells come in the order of the key, so that two that add at once cannot deadlock. */
    void add(List<RoadCells.TileCell> cells, boolean sample) {
        for (int from = 0; from < cells.size(); from += ROWS_PER_STATEMENT) {
            addSome(cells.subList(from, Math.min(cells.size(), from + ROWS_PER_STATEMENT)), sample);
        }
    }

    private void addSome(List<RoadCells.TileCell> cells, boolean sample) {
        var keys = new int[4][cells.size()];
        var crossings = new int[cells.size()];
        var sums = new long[2][cells.size()];
        var steps = new int[4][cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            keys[0][i] = cell.zoom();
            keys[1][i] = cell.tileX();
            keys[2][i] = cell.tileY();
            keys[3][i] = cell.cell();
            crossings[i] = cell.tally().crossings;
            sums[0][i] = cell.tally().sumX;
            sums[1][i] = cell.tally().sumY;
            for (int direction = 0; direction < 4; direction++) {
                steps[direction][i] = cell.tally().steps[direction];
            }
        }
        jdbc.sql("""
                        insert into road_cells (organization_id, sample, zoom, tile_x, tile_y, cell, n, sum_x, sum_y,
                            east, south_east, south, south_west)
                        select ?, ?, * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            as added (zoom, tile_x, tile_y, cell, n, sum_x, sum_y, east, south_east, south, south_west)
                        order by zoom, tile_x, tile_y, cell
                        on conflict (organization_id, zoom, tile_x, tile_y, cell, sample) do update set
                            n = road_cells.n + excluded.n,
                            sum_x = road_cells.sum_x + excluded.sum_x,
                            sum_y = road_cells.sum_y + excluded.sum_y,
                            east = road_cells.east + excluded.east,
                            south_east = road_cells.south_east + excluded.south_east,
                            south = road_cells.south + excluded.south,
                            south_west = road_cells.south_west + excluded.south_west,
                            updated_at = now()""")
                .params(Tenancy.organization(), sample)
                .params(keys[0], keys[1], keys[2], keys[3], crossings, sums[0], sums[1])
                .params(steps[0], steps[1], steps[2], steps[3])
                .update();
    }

    List<DrawnCell> cells(int zoom, int tileX, int tileY) {
        return jdbc.sql("""
                        select cell, (sum(sum_x)::bigint / sum(n))::int, (sum(sum_y)::bigint / sum(n))::int,
                            sum(east), sum(south_east), sum(south), sum(south_west)
                        from road_cells where zoom = ? and tile_x = ? and tile_y = ? group by cell""")
                .withFetchSize(FETCH_ROWS)
                .params(zoom, tileX, tileY)
                .query((row, n) -> new DrawnCell(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7)))
                .list();
    }
}
