package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Service;

/**
 * Erases all that is stored of trucks, slice by slice: their positions and what followed from them. For the process that
 * has the road, whose memory has to forget them too. The trucks themselves stay.
 */
@Service
public class TruckEraser {
    private static final int SLICE_ROWS = 5_000;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration FOLD_LIMIT = Duration.ofSeconds(10);

    private static final String POSITIONS = """
            delete from vehicle_positions where (truck_id, recorded_at) in (
                select truck_id, recorded_at from vehicle_positions
                where organization_id = ? and truck_id = ? order by recorded_at limit ?)""";
    /** What follows from positions. */
    private static final List<String> TABLES =
            List.of("motion_news", "motion_episodes", "truck_days", "truck_day_states", "truck_progress");

    private static final String SAMPLE_STEPS = """
            delete from driven_steps where organization_id = ? and id in (
                select id from driven_steps where organization_id = ? and sample order by id limit ?)""";
    private static final String SAMPLE_ROADS = """
            delete from road_cells where ctid = any(array(
                select ctid from road_cells where organization_id = ? and sample limit ?))""";

    private final OwnerDatabase owner;
    private final RoadEpoch road;
    private final ErasedTrucks erased;
    private final Folding folding;

    TruckEraser(OwnerDatabase owner, RoadEpoch road, ErasedTrucks erased, Folding folding) {
        this.owner = owner;
        this.road = road;
        this.erased = erased;
        this.folding = folding;
    }

    /**
     * From when this returns nothing is written of these trucks of the thread's organization any more.
     *
     * @return how many of their positions are stored
     * @throws Problem 503 where this process does not have the road
     */
    public long begin(Set<UUID> trucks) {
        road.require();
        erased.add(trucks);
        try (var connection = owner.connection()) {
            folding.forget(trucks).get(FOLD_LIMIT.toSeconds(), TimeUnit.SECONDS);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("select from road_owner for update"); // whoever confirmed before has committed
            }
            connection.commit();
            return count(connection, trucks);
        } catch (SQLException | ExecutionException | TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /**
     * Erases some of what is stored of the trucks, or of the roads that the sample fleet drove.
     *
     * @return how many rows; 0 when nothing is left
     * @throws Problem 503 where this process does not have the road any more, or the database is away
     */
    public int eraseSome(Set<UUID> trucks) {
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            try {
                road.confirm(connection);
                var rows = eraseSome(connection, trucks);
                connection.commit();
                return rows;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException | RoadEpoch.NotOwner e) {
            throw unavailable(e);
        }
    }

    private static int eraseSome(Connection connection, Set<UUID> trucks) throws SQLException {
        var organization = Tenancy.organization();
        for (var truck : trucks) {
            var rows = delete(connection, POSITIONS, organization, truck, SLICE_ROWS);
            if (rows > 0) {
                return rows;
            }
        }
        var ids = connection.createArrayOf("uuid", trucks.toArray());
        for (var table : TABLES) {
            var rows = delete(
                    connection,
                    "delete from %1$s where ctid = any(array(select ctid from %1$s where organization_id = ? and truck_id = any(?) limit ?))"
                            .formatted(table),
                    organization,
                    ids,
                    SLICE_ROWS);
            if (rows > 0) {
                return rows;
            }
        }
        // Steps before cells: a job that counts these steps just now has added their cells when it lets go of them.
        var steps = delete(connection, SAMPLE_STEPS, organization, organization, SLICE_ROWS);
        return steps > 0 ? steps : delete(connection, SAMPLE_ROADS, organization, SLICE_ROWS);
    }

    private static int delete(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                delete.setObject(i + 1, parameters[i]);
            }
            return delete.executeUpdate();
        }
    }

    private static long count(Connection connection, Set<UUID> trucks) throws SQLException {
        try (var query = connection.prepareStatement(
                "select count(*) from vehicle_positions where organization_id = ? and truck_id = any(?)")) {
            query.setObject(1, Tenancy.organization());
            query.setArray(2, connection.createArrayOf("uuid", trucks.toArray()));
            var row = query.executeQuery();
            row.next();
            var count = row.getLong(1);
            connection.commit();
            return count;
        }
    }

    private static Problem unavailable(Exception cause) {
        return Problem.unavailable("The trucks cannot be erased just now.", RETRY, cause);
    }
}
