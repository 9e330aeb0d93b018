import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A start with 100,000 trucks: how long it takes to fill memory with what is kept of them, and what a kill adds. */
class Fleet {
    static final int TRUCKS = 100_000;
    static final int TRUCKS_A_BATCH = 10_000;
    /** Each so many trucks there is one that was last heard of some months ago. */
    static final int SILENT = 20;

    static final int MONTHS = 23;
    static final String LOADED = "road_loaded trucks=%d behind=(\\d+) millis=(\\d+)".formatted(TRUCKS);

    static void figures(Path jar, Path folder) throws Exception {
        addTrucks(jar, folder, TRUCKS);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        keepPositions(jar, folder, now);

        var loads = new ArrayList<Double>();
        var starts = new ArrayList<Double>();
        for (int round = 0; round < Figures.ROUNDS; round++) {
            var begin = System.nanoTime();
            try (var program = Program.start(jar, folder)) {
                starts.add(Figures.secondsSince(begin));
                loads.add(Long.parseLong(program.logged(LOADED).group(2)) / 1e3);
            }
        }
        Figures.row(
                "live fleet and progress of %,d trucks loaded (median of %d)".formatted(TRUCKS, Figures.ROUNDS),
                "%.2f s".formatted(Figures.median(loads)),
                "under 2 s");
        Figures.row("the whole start with them (median of %d)".formatted(Figures.ROUNDS), "%.1f s".formatted(Figures.median(starts)), "");
        kill(jar, folder, now);
    }

    /** Puts trucks into the database of a program that ends again, so that the next start finds them. */
    static void addTrucks(Path jar, Path folder, int trucks) throws Exception {
        try (var program = Program.start(jar, folder);
                var database = program.database();
                var statement = database.createStatement()) {
            statement.execute("""
                    insert into trucks (id, organization_id, truck_number, service_status, version, created_at, updated_at)
                    select uuidv7(), o.id, 'bench ' || n, 'OPERATIONAL', 0, now(), now()
                    from organizations o, generate_series(0, %d) n""".formatted(trucks - 1));
        }
    }

    /** Two positions of each truck, sent and folded. */
    private static void keepPositions(Path jar, Path folder, Instant now) throws Exception {
        try (var program = Program.start(jar, folder); var database = program.database()) {
            var token = program.token();
            send(program, token, now.minus(Duration.ofMinutes(50)));
            send(program, token, now.minus(Duration.ofMinutes(45)));
            var begin = System.nanoTime();
            Program.awaitKept(database);
            Figures.row(
                    "%,d trucks send two positions each: kept after the last answer".formatted(TRUCKS),
                    "%.1f s".formatted(Figures.secondsSince(begin)),
                    "");
        }
    }

    private static void kill(Path jar, Path folder, Instant now) throws Exception {
        try (var program = Program.start(jar, folder)) {
            send(program, program.token(), now.minus(Duration.ofMinutes(40)));
            program.kill();
        }
        var begin = System.nanoTime();
        try (var program = Program.start(jar, folder); var database = program.database()) {
            var start = Figures.secondsSince(begin);
            var loaded = program.logged(LOADED);
            Program.awaitKept(database);
            var kept = Figures.secondsSince(begin);
            Figures.row(
                    "the load after a kill -9, %,d of them not folded to their end".formatted(Integer.parseInt(loaded.group(1))),
                    "%.2f s".formatted(Long.parseLong(loaded.group(2)) / 1e3),
                    "");
            Figures.row("the whole start then; until all are folded", "%.1f s; %.1f s".formatted(start, kept), "");
        }
    }

    /** One position of each truck; half of them move. */
    private static void send(Program program, String token, Instant at) throws Exception {
        for (int first = 0; first < TRUCKS; first += TRUCKS_A_BATCH) {
            program.post("/api/v1/positions", token, IntStream.range(first, first + TRUCKS_A_BATCH)
                    .mapToObj(truck -> """
                            {"truck":"bench %d","recordedAt":"%s","latitude":%.6f,"longitude":%.6f}"""
                            .formatted(
                                    truck,
                                    truck % SILENT == 0 ? at.minus(Duration.ofDays(30L * (1 + truck / SILENT % MONTHS))) : at,
                                    38 + truck % 1000 / 1e3 + (truck % 2) * (at.getEpochSecond() % 86_400) / 1e6,
                                    23 + truck / 1000 / 1e2))
                    .collect(Collectors.joining(",", "[", "]")));
        }
    }
}
