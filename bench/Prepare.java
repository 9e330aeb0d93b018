import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Makes 50 million stored positions once, for {@link TruckDays}: 500 trucks, 100,000 fixes each, 30 s apart, in
 * data/bench-50m. Takes a quarter of an hour and 15 GB.
 */
class Prepare {
    static final Path FOLDER = Path.of("data", "bench-50m");
    static final int TRUCKS = 500;
    static final int FIXES_EACH = 100_000;
    static final int SECONDS_APART = 30;
    private static final int FIXES_A_COPY = 1_000;

    public static void main(String[] arguments) throws Exception {
        if (Files.exists(FOLDER)) {
            System.err.println(FOLDER + " is there already.");
            System.exit(2);
        }
        var jar = Figures.newestJar();
        Files.createDirectories(FOLDER);
        Fleet.addTrucks(jar, FOLDER, TRUCKS);
        var begin = System.nanoTime();
        var from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofSeconds((long) FIXES_EACH * SECONDS_APART));
        try (var program = Program.start(jar, FOLDER)) {
            var ids = Intake.ids(program).stream().map(UUID::fromString).toList();
            makePartitions(program, ids.getFirst(), from);
            try (var database = program.database()) {
                Limit.fill(database, ids, from.toEpochMilli(), SECONDS_APART * 1_000L, FIXES_EACH, FIXES_A_COPY);
                try (var statement = database.createStatement()) {
                    statement.execute("vacuum analyze vehicle_positions");
                }
            }
        }
        System.out.printf("copied after %.0f s%n", Figures.secondsSince(begin));
        try (var program = Program.start(jar, FOLDER); var database = program.database()) {
            Program.awaitKept(database);
            try (var statement = database.createStatement()) {
                statement.execute("truncate driven_steps"); // counting them into the roads would take hours
            }
            System.out.printf("folded after %.0f s%n", Figures.secondsSince(begin));
        }
    }

    /** The program makes a month's partition when a position needs it. */
    private static void makePartitions(Program program, UUID truck, Instant from) throws Exception {
        var token = program.token();
        for (var at = from; at.isBefore(Instant.now()); at = at.plus(Duration.ofDays(20))) {
            program.post(
                    "/api/v1/positions",
                    token,
                    "[{\"truck\":\"%s\",\"recordedAt\":\"%s\",\"latitude\":47,\"longitude\":19}]".formatted(truck, at.minusMillis(1)));
        }
    }
}
