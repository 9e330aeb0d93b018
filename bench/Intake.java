import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Positions in, as fast as they are taken: in batches, some of them late or repeated, and one by one. */
class Intake {
    static final int TRUCKS = 10_000;
    private static final double WARM_UP = 20;
    private static final double SECONDS = 15;

    private static final int BATCH = 500;
    private static final int BATCH_SENDERS = 16;
    private static final int BATCHES_EACH = 700;

    private static final int SINGLE_SENDERS = 256;
    private static final int SINGLES_EACH = 3_000;
    private static final int OPEN_RATE = 5_000;

    static void figures(Path jar, Path folder) throws Exception {
        Fleet.addTrucks(jar, folder, TRUCKS);
        try (var program = Program.start(jar, folder)) {
            var ids = ids(program);
            var token = program.token();
            var from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            program.post("/api/v1/positions", token, "[" + new Moves(ids.getFirst(), 0, from.minusSeconds(200_000)).next(1) + "]");

            var before = commits(program);
            var batches = Senders.closedLoop(program, batches(ids, token, from.minusSeconds(100_000), false), WARM_UP, SECONDS);
            var commitRows = commitRows(before, commits(program));
            var plain = batches.perSecond() * BATCH;
            var kept = System.nanoTime();
            awaitKept(program);
            var keptAfter = Figures.secondsSince(kept);
            var mixed = Senders.closedLoop(program, batches(ids, token, from.minusSeconds(50_000), true), WARM_UP, SECONDS);
            awaitKept(program);

            var yesterday = from.minusSeconds(90_000).toEpochMilli();
            var limit = Limit.copy(program, Math.clamp(commitRows, 500, 20_000), TRUCKS, yesterday);
            var inserts = Limit.insert(program, TRUCKS, yesterday);

            Figures.row("limit: one connection, binary COPY in commits of %,d rows (median of %d)".formatted(commitRows, Figures.ROUNDS), "%,.0f rows/s".formatted(limit), "");
            Figures.row("what others do: INSERTs of one row, 16 connections", "%,.0f rows/s".formatted(inserts), "");
            Figures.row(
                    "batches of 500, 16 senders: positions stored",
                    "%,.0f/s = %.2f of the COPY, %.0f × the INSERTs".formatted(plain, plain / limit, plain / inserts),
                    "120,000/s and 0.5 (aim 180,000 and 0.65)");
            Figures.row("the same: answered after p50, p99", "%.0f, %.0f ms".formatted(batches.quantile(0.5), batches.quantile(0.99)), "");
            Figures.row("the same: cores taken by driver, program, PostgreSQL", batches.cores(), "");
            Figures.row("the same: all that follows kept after the last answer", "%.1f s".formatted(keptAfter), "");
            Figures.row(
                    "10 % late, 5 % repeated: positions answered",
                    "%,.0f/s = %.2f of the COPY".formatted(mixed.perSecond() * BATCH, mixed.perSecond() * BATCH / limit),
                    "");
        }
    }

    static void singleFigures(Path jar, Path folder) throws Exception {
        Fleet.addTrucks(jar, folder, TRUCKS);
        try (var program = Program.start(jar, folder)) {
            var ids = ids(program);
            var token = program.token();
            var from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var single = Senders.closedLoop(program, singles(ids, token, from.minusSeconds(20_000), SINGLES_EACH), WARM_UP, SECONDS);
            Figures.row("single positions, 256 senders: requests stored", "%,.0f/s".formatted(single.perSecond()), "12,000/s (aim 25,000)");
            Figures.row("the same: answered after p50, p99; cores", "%.1f, %.1f ms; %s".formatted(single.quantile(0.5), single.quantile(0.99), single.cores()), "");
            var open = Senders.openLoop(
                    program,
                    singles(ids, token, from.minusSeconds(10_000), (int) ((WARM_UP + SECONDS) * OPEN_RATE / SINGLE_SENDERS) + 1),
                    OPEN_RATE,
                    WARM_UP,
                    SECONDS);
            Figures.row("single positions at 5,000/s: answered after p50, p99", "%.1f, %.1f ms".formatted(open.quantile(0.5), open.quantile(0.99)), "p99 under 20 ms");
        }
    }

    static List<String> ids(Program program) throws Exception {
        var ids = new ArrayList<String>();
        try (var database = program.database();
                var statement = database.createStatement();
                var rows = statement.executeQuery("select id from trucks order by id")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static void awaitKept(Program program) throws Exception {
        try (var database = program.database()) {
            Program.awaitKept(database);
        }
    }

    /** Each sender has trucks of its own; a batch holds 500 of them. */
    private static List<byte[][]> batches(List<String> ids, String token, Instant from, boolean mixed) {
        var each = ids.size() / BATCH_SENDERS;
        return java.util.stream.IntStream.range(0, BATCH_SENDERS)
                .parallel()
                .mapToObj(sender -> {
                    var random = new Random(sender);
                    var trucks = trucks(ids.subList(sender * each, (sender + 1) * each), from);
                    var bodies = new byte[BATCHES_EACH][];
                    for (int batch = 0, truck = 0; batch < BATCHES_EACH; batch++) {
                        var items = new StringJoiner(",", "[", "]");
                        for (int i = 0; i < BATCH; i++) {
                            var one = trucks.get(truck++ % each);
                            var dice = mixed ? random.nextInt(100) : 100;
                            items.add(dice < 10 ? one.late(15) : dice < 15 ? one.again() : one.next(30));
                        }
                        bodies[batch] = Wire.post("/api/v1/positions", token, items.toString());
                    }
                    return bodies;
                })
                .toList();
    }

    private static List<byte[][]> singles(List<String> ids, String token, Instant from, int count) {
        var each = ids.size() / SINGLE_SENDERS;
        return java.util.stream.IntStream.range(0, SINGLE_SENDERS)
                .parallel()
                .mapToObj(sender -> {
                    var trucks = trucks(ids.subList(sender * each, (sender + 1) * each), from);
                    var bodies = new byte[count][];
                    for (int n = 0; n < count; n++) {
                        bodies[n] = Wire.post("/api/v1/positions", token, "[" + trucks.get(n % each).next(30) + "]");
                    }
                    return bodies;
                })
                .toList();
    }

    static List<Moves> trucks(List<String> ids, Instant from) {
        return ids.stream().map(id -> new Moves(id, id.hashCode(), from)).toList();
    }

    private static double[] commits(Program program) throws Exception {
        var metrics = program.metrics();
        return new double[] {number(metrics, "watchtower_commit_positions_sum"), number(metrics, "watchtower_commit_positions_count")};
    }

    private static int commitRows(double[] before, double[] after) {
        return (int) ((after[0] - before[0]) / (after[1] - before[1]));
    }

    private static double number(String metrics, String name) {
        var matcher = Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE).matcher(metrics);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }
}
