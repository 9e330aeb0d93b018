package dev.watchtower.tracking.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.watchtower.platform.Tenancy;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From stored steps to tiles. The job of the running program works beside these tests, as a second process would. */
@ServerTest
class DrivenRoadsTest {
    /** A tile of zoom 13 in Athens. */
    private static final int TILE_X = 4_636;

    private static final int TILE_Y = 3_160;
    private static final String TILE = "/api/v1/roads/tiles/13/" + TILE_X + "/" + TILE_Y;
    private static final int STEP = 10_000; // 0.001 degrees

    @Autowired
    Server server;

    @Autowired
    DrivenRoads roads;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("ownerDataSource")
    DataSource owner;

    private Client client;
    private UUID organization;

    @BeforeEach
    void anOrganization() {
        client = server.newOrganization();
        organization = organization(client);
    }

    @Test
    void aRoadIsDrawnAsOneLineWithItsCount() throws Exception {
        // Three drives along a parallel, from one side of the tile to the other.
        int from = longitude(TILE_X + 0.1), to = longitude(TILE_X + 0.9), latitude = latitude(TILE_Y + 0.5);
        for (int drive = 0; drive < 3; drive++) {
            store(organization, eastwards(latitude, from, to));
        }
        count();

        var lines = new Tile(tile(client, TILE).body()).lines();
        assertThat(lines).hasSize(1);
        var line = lines.getFirst();
        assertThat(line.count()).isEqualTo(3);
        assertThat(line.points()).allSatisfy(point -> assertThat(point.y()).isCloseTo(2_048, within(1)));
        var xs = line.points().stream().mapToInt(Tile.Point::x).summaryStatistics();
        assertThat(xs.getMin()).isBetween(400, 426); // 0.1 of 4,096, to a cell of 16
        assertThat(xs.getMax()).isBetween(3_670, 3_696);
        assertThat(xs.getCount()).isBetween(205L, 206L); // one a cell
    }

    @Test
    void linesMeetAtTheTilesEdges() throws Exception {
        int from = longitude(TILE_X + 0.9), to = longitude(TILE_X + 1.1), latitude = latitude(TILE_Y + 0.7);
        store(organization, eastwards(latitude, from, to));
        count();
        var west = new Tile(tile(client, TILE).body()).segments();
        var east = new Tile(tile(client, "/api/v1/roads/tiles/13/" + (TILE_X + 1) + "/" + TILE_Y)
                        .body())
                .segments();
        var across = west.stream()
                .filter(segment -> segment.from().x() >= RoadTile.EXTENT - 32)
                .map(segment -> moved(segment, -RoadTile.EXTENT))
                .toList();
        assertThat(across).hasSize(3); // between two cells on either side
        assertThat(east).containsAll(across);
        // The edge itself is crossed by one and the same segment.
        assertThat(across)
                .anyMatch(segment -> segment.from().x() < 0 && segment.to().x() >= 0);
    }

    @Test
    void everyZoomShowsTheRoad() throws Exception {
        int from = longitude(TILE_X + 0.1), latitude = latitude(TILE_Y + 0.5);
        store(organization, eastwards(latitude, from, from + 60 * STEP));
        count();
        for (int zoom = 5; zoom <= 13; zoom++) {
            var path = "/api/v1/roads/tiles/" + zoom + "/" + (TILE_X >> 13 - zoom) + "/" + (TILE_Y >> 13 - zoom);
            assertThat(new Tile(tile(client, path).body()).lines()).as(path).isNotEmpty();
        }
    }

    @Test
    void aStepWithinOneCellDrawsNothing() throws Exception {
        int latitude = latitude(TILE_Y + 0.5), longitude = longitude(TILE_X + 0.5);
        store(organization, List.of(new Step(latitude + 100, longitude + 100, latitude + 200, longitude + 200)));
        count();
        assertThat(kept(organization)).isNotEmpty();
        assertThat(tile(client, TILE).statusCode()).isEqualTo(204);
    }

    @Test
    void anotherOrganizationSeesNothingOfIt() throws Exception {
        store(organization, eastwards(latitude(TILE_Y + 0.5), longitude(TILE_X + 0.1), longitude(TILE_X + 0.9)));
        count();
        assertThat(tile(client, TILE).statusCode()).isEqualTo(200);
        var answer = tile(server.newOrganization(), TILE);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void stepsAreCountedOnceThoughACountIsRolledBackAndTheJobRunsAgain() throws Exception {
        var steps = randomSteps(new Random(1), 300);
        store(organization, steps);
        Tenancy.run(
                organization,
                () -> new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
                    roads.countNext();
                    transaction.setRollbackOnly();
                }));
        count();
        count();
        assertThat(kept(organization)).isEqualTo(expected(steps));
    }

    @Test
    void jobsThatRunAtOnceCountEveryStepOnce() throws Exception {
        var steps = new ArrayList<Step>();
        var random = new Random(2);
        for (int row = 0; row < 200; row++) {
            var some = randomSteps(random, 5);
            store(organization, some);
            steps.addAll(some);
        }
        try (var processes = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<Future<?>>();
            for (int process = 0; process < 4; process++) {
                runs.add(processes.submit(() -> RoadsJob.run(roads, () -> false)));
            }
            for (var run : runs) {
                run.get();
            }
        }
        count();
        assertThat(kept(organization)).isEqualTo(expected(steps));
    }

    @Test
    void aJobThatIsToEndLeavesTheRestForLater() throws Exception {
        var steps = randomSteps(new Random(3), 10);
        store(organization, steps);
        RoadsJob.run(roads, () -> true);
        count();
        assertThat(kept(organization)).isEqualTo(expected(steps));
    }

    @Test
    void whatTellsTooLittleOfTheWayIsLeftOut() throws Exception {
        int latitude = latitude(TILE_Y + 0.5), longitude = longitude(TILE_X + 0.5);
        var driven = new DrivenSteps();
        driven.add(organization, false, 0, latitude, longitude, 90_001, latitude + STEP, longitude); // too long ago
        driven.add(
                organization, false, 5_000, latitude, longitude, 5_000, latitude + STEP, longitude); // at the same time
        driven.add(organization, false, 0, latitude, longitude, 30_000, latitude + 14 * STEP, longitude); // 1,557 m
        driven.add(organization, false, 0, latitude, longitude, 30_000, latitude, longitude); // nowhere
        driven.add(
                organization, false, 0, 899_990_000, longitude, 30_000, 899_990_000 - STEP, longitude); // off the map
        assertThat(driven.isEmpty()).isTrue();
        store(driven);
        assertThat(waiting(organization)).isZero();

        driven.add(organization, false, 0, latitude, longitude, 90_000, latitude + 13 * STEP, longitude); // 1,446 m
        driven.add(
                organization, false, 0, 0, 1_799_950_000, 30_000, 0, -1_799_950_000); // 1,113 m, across the date line
        assertThat(driven.isEmpty()).isFalse();
        store(driven);
        count();
        assertThat(kept(organization))
                .isEqualTo(expected(List.of(
                        new Step(latitude, longitude, latitude + 13 * STEP, longitude),
                        new Step(0, 1_799_950_000, 0, -1_799_950_000))));
    }

    @Test
    void manyStepsAreStoredInRowsOfBoundedSize() throws Exception {
        var other = organization(server.newOrganization());
        var driven = new DrivenSteps();
        var steps = randomSteps(new Random(4), 2_500);
        for (var step : steps) {
            add(driven, organization, step);
        }
        add(driven, other, steps.getFirst());
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            driven.store(connection);
            assertThat(rowLengths(connection, organization))
                    .containsExactly(1_024 * Step.BYTES, 1_024 * Step.BYTES, 452 * Step.BYTES);
            assertThat(rowLengths(connection, other)).containsExactly(Step.BYTES);
            connection.rollback();
        }
        assertThat(waiting(organization)).isZero();
        store(driven); // what was rolled back can be stored again
        count();
        assertThat(kept(organization)).isEqualTo(expected(steps));
        assertThat(kept(other)).isEqualTo(expected(steps.subList(0, 1)));
    }

    @Test
    void aTileIsKeptForAMinuteByWhoAskedAndComparedByItsTag() throws Exception {
        store(organization, randomSteps(new Random(5), 500));
        count();
        var first = tile(client, TILE);
        assertThat(first.headers().firstValue("Content-Type")).contains(RoadTileController.VECTOR_TILE);
        assertThat(first.headers().firstValue("Cache-Control")).contains("max-age=60, private");
        assertThat(String.join(",", first.headers().allValues("Vary"))).containsIgnoringCase("authorization");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tile(client, TILE, "If-None-Match", tag).statusCode()).isEqualTo(304);
        var packed = tile(client, TILE, "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(first.body().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4/1/1", "14/1/1", "5/32/0", "5/0/32", "5/-1/0", "8/0/256", "8/a/0", "8/0/9999999999"})
    void impossibleTilesAreRefused(String tile) {
        var answer = client.get("/api/v1/roads/tiles/" + tile);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isIn("z", "x", "y");
    }

    // Steps

    private static List<Step> eastwards(int latitude, int from, int to) {
        var steps = new ArrayList<Step>();
        for (int at = from; at < to; at += STEP) {
            steps.add(new Step(latitude, at, latitude, Math.min(at + STEP, to)));
        }
        return steps;
    }

    /** All over a few tiles, each less than 1.5 km. */
    private static List<Step> randomSteps(Random random, int count) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < count; i++) {
            int latitude = latitude(TILE_Y + 2 * random.nextDouble());
            int longitude = longitude(TILE_X + 2 * random.nextDouble());
            steps.add(new Step(
                    latitude,
                    longitude,
                    latitude + random.nextInt(-90_000, 90_000),
                    longitude + random.nextInt(-90_000, 90_000)));
        }
        return steps;
    }

    private static int longitude(double tile) {
        return (int) Math.round((tile / Grid.tiles(13) - 0.5) * 3.6e9);
    }

    private static int latitude(double tile) {
        var mercator = Math.PI * (1 - 2 * tile / Grid.tiles(13));
        return (int) Math.round(Math.toDegrees(Math.atan(Math.sinh(mercator))) * 1e7);
    }

    private static void add(DrivenSteps driven, UUID organization, Step step) {
        driven.add(
                organization,
                false,
                1_000,
                step.fromLatitude(),
                step.fromLongitude(),
                31_000,
                step.toLatitude(),
                step.toLongitude());
    }

    private void store(UUID organization, List<Step> steps) throws SQLException {
        var driven = new DrivenSteps();
        steps.forEach(step -> add(driven, organization, step));
        store(driven);
    }

    private void store(DrivenSteps driven) throws SQLException {
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            driven.store(connection);
            connection.commit();
        }
    }

    // What came of them

    private void count() {
        RoadsJob.run(roads, () -> false);
        // What another run took before this one is counted when it is no longer waiting.
        await().atMost(Duration.ofMinutes(1)).until(() -> waiting(organization) == 0);
    }

    private long waiting(UUID organization) {
        return server.database()
                .sql("select count(*) from driven_steps where organization_id = ?")
                .param(organization)
                .query(Long.class)
                .single();
    }

    private static List<Integer> rowLengths(Connection connection, UUID organization) throws SQLException {
        try (var query = connection.prepareStatement(
                "select length(steps) from driven_steps where organization_id = ? order by id")) {
            query.setObject(1, organization);
            var lengths = new ArrayList<Integer>();
            for (var rows = query.executeQuery(); rows.next(); ) {
                lengths.add(rows.getInt(1));
            }
            return lengths;
        }
    }

    private List<String> kept(UUID organization) {
        return server.database()
                .sql("""
                        select zoom, tile_x, tile_y, cell, n, sum_x, sum_y, east, south_east, south, south_west
                        from road_cells where organization_id = ? order by zoom, tile_x, tile_y, cell""")
                .param(organization)
                .query((row, n) -> {
                    var columns = new ArrayList<String>();
                    for (int column = 1; column <= 11; column++) {
                        columns.add(row.getString(column));
                    }
                    return String.join(" ", columns);
                })
                .list();
    }

    private static List<String> expected(List<Step> steps) {
        var cells = new RoadCells();
        for (var step : steps) {
            var packed = ByteBuffer.allocate(Step.BYTES);
            step.pack(packed);
            cells.count(Step.unpack(packed.flip()));
        }
        return cells.inTiles().stream()
                .map(cell -> {
                    var tally = cell.tally();
                    return "%d %d %d %d %d %d %d %d %d %d %d"
                            .formatted(
                                    cell.zoom(),
                                    cell.tileX(),
                                    cell.tileY(),
                                    cell.cell(),
                                    tally.crossings,
                                    tally.sumX,
                                    tally.sumY,
                                    tally.steps[0],
                                    tally.steps[1],
                                    tally.steps[2],
                                    tally.steps[3]);
                })
                .toList();
    }

    private static UUID organization(Client client) {
        return UUID.fromString(
                client.get("/api/v1/me").json().at("/organization/id").asString());
    }

    private static HttpResponse<byte[]> tile(Client client, String path, String... headers) throws Exception {
        var request = client.request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static Tile.Segment moved(Tile.Segment segment, int x) {
        return Tile.Segment.between(
                new Tile.Point(segment.from().x() + x, segment.from().y()),
                new Tile.Point(segment.to().x() + x, segment.to().y()),
                segment.count());
    }
}
