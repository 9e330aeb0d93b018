import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

/**
 * Made-up roads with as many steps between cells of 15 m as a year of 50 trucks has at most, 1.5 million: how fast the
 * job counts them, and how fast the tiles come then.
 */
class Roads {
    static final int TRUCK_DAYS = 1_800;
    static final int STEPS_A_DAY = 250;
    /** Metres between two fixes, as at 40 km/h each 30 seconds, and the fixes' error. */
    static final double STRIDE = 333, ERROR = 5;

    /** Junctions and the metres between them, 49 by 42 km in all; each so many roads there is a main road. */
    static final int WIDE = 70, HIGH = 60, APART = 700, MAIN = 5;

    static final double SOUTH = 37.8, WEST = 23.5, METERS_A_DEGREE = 111_195;
    static final Random RANDOM = new Random(20_261_121);

    record Point(double x, double y) {
        static Point junction(int column, int row) {
            return new Point((column + RANDOM.nextDouble(-0.3, 0.3)) * APART, (row + RANDOM.nextDouble(-0.3, 0.3)) * APART);
        }

        double metersTo(Point other) {
            return Math.hypot(other.x - x, other.y - y);
        }

        Point towards(Point other, double meters) {
            var part = meters / metersTo(other);
            return new Point(x + (other.x - x) * part, y + (other.y - y) * part);
        }

        Point blurred() {
            return new Point(x + RANDOM.nextGaussian() * ERROR, y + RANDOM.nextGaussian() * ERROR);
        }

        void pack(ByteBuffer into) {
            into.putInt((int) ((SOUTH + y / METERS_A_DEGREE) * 1e7));
            into.putInt((int) ((WEST + x / METERS_A_DEGREE / Math.cos(Math.toRadians(SOUTH))) * 1e7));
        }
    }

    static void figures(Path jar, Path folder) throws Exception {
        try (var program = Program.start(jar, folder); var database = program.database()) {
            drive(database);
            var begin = System.nanoTime();
            while (Program.number(database, "select count(*) from driven_steps") > 0) {
                LockSupport.parkNanos(100_000_000);
            }
            var steps = (double) TRUCK_DAYS * STEPS_A_DAY;
            var seconds = (System.nanoTime() - begin) / 1e9;
            Figures.row(
                    "driven roads: %,.0f steps between fixes, counted by the job in".formatted(steps),
                    "%.0f s (%,.0f steps/s)".formatted(seconds, steps / seconds),
                    "");
            Figures.row(
                    "what they become: steps between cells of 15 m; cells of all zooms; on disk with their index",
                    "%,d; %,d; %,d MB".formatted(
                            Program.number(database, "select count(nullif(east, 0)) + count(nullif(south_east, 0))"
                                    + " + count(nullif(south, 0)) + count(nullif(south_west, 0)) from road_cells where zoom = 13"),
                            Program.number(database, "select count(*) from road_cells"),
                            Program.number(database, "select pg_total_relation_size('road_cells')") >> 20),
                    "");
            var token = program.token();
            for (var tile : tiles(database, 12)) {
                tile(program, token, tile); // warms up
            }
            for (var zoom : List.of(8, 11, 13)) {
                tileFigures(program, token, zoom, tiles(database, zoom));
            }
        }
    }

    static void tileFigures(Program program, String token, int zoom, List<String> tiles) throws Exception {
        var times = new ArrayList<Double>();
        var largest = new byte[0];
        for (var tile : tiles) {
            var begin = System.nanoTime();
            var zipped = tile(program, token, tile);
            times.add((System.nanoTime() - begin) / 1e6);
            largest = zipped.length > largest.length ? zipped : largest;
        }
        times.sort(null);
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(largest))) {
            Figures.row(
                    "road tiles of zoom %d, each of all %d, one after another: p50, p95, slowest".formatted(zoom, tiles.size()),
                    "%.1f, %.1f, %.1f ms".formatted(
                            times.get(times.size() / 2), times.get(times.size() * 95 / 100), times.getLast()),
                    "under 50 ms");
            Figures.row(
                    "the largest of them, and zipped",
                    "%d kB, %d kB".formatted(unzipped.readAllBytes().length / 1_000, largest.length / 1_000),
                    "");
        }
    }

    static byte[] tile(Program program, String token, String tile) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(program.url() + "/api/v1/roads/tiles/" + tile))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip")
                .build();
        var answer = Program.HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(tile + ": " + answer.statusCode());
        }
        return answer.body();
    }

    /** Stores the steps of all days where the job takes them from. */
    static void drive(Connection database) throws Exception {
        var junctions = new Point[WIDE][HIGH];
        for (int column = 0; column < WIDE; column++) {
            for (int row = 0; row < HIGH; row++) {
                junctions[column][row] = Point.junction(column, row);
            }
        }
        database.setAutoCommit(false);
        try (var insert = database.prepareStatement(
                "insert into driven_steps (organization_id, steps) select id, ? from organizations")) {
            for (int day = 0; day < TRUCK_DAYS; day++) {
                insert.setBytes(1, day(junctions));
                insert.executeUpdate();
            }
        }
        database.commit();
        database.setAutoCommit(true);
    }

    /** From the middle to one junction after another, along main roads where that is no detour. */
    static byte[] day(Point[][] junctions) {
        var steps = ByteBuffer.allocate(STEPS_A_DAY * 16);
        int column = WIDE / 2, row = HIGH / 2, toColumn = column, toRow = row;
        var at = junctions[column][row];
        var fix = at.blurred();
        var left = STRIDE;
        while (steps.hasRemaining()) {
            while (column == toColumn && row == toRow) {
                toColumn = RANDOM.nextInt(WIDE);
                toRow = RANDOM.nextInt(HIGH);
            }
            boolean mainRow = row % MAIN == 0, mainColumn = column % MAIN == 0;
            var sideways = row == toRow || column != toColumn && (mainRow == mainColumn ? RANDOM.nextBoolean() : mainRow);
            column += sideways ? Integer.signum(toColumn - column) : 0;
            row += sideways ? 0 : Integer.signum(toRow - row);
            var next = junctions[column][row];
            for (; at.metersTo(next) > left && steps.hasRemaining(); left = STRIDE) {
                at = at.towards(next, left);
                fix.pack(steps);
                fix = at.blurred();
                fix.pack(steps);
            }
            left -= at.metersTo(next);
            at = next;
        }
        return steps.array();
    }

    static List<String> tiles(Connection database, int zoom) throws Exception {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select distinct zoom || '/' || tile_x || '/' || tile_y from road_cells where zoom = " + zoom)) {
            var tiles = new ArrayList<String>();
            while (rows.next()) {
                tiles.add(rows.getString(1));
            }
            return tiles;
        }
    }
}
