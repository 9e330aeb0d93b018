import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Random;

/** The track of one truck's day out of 50 million stored positions, which bench/prepare makes once. */
class TruckDays {
    private static final int TRACKS = 300;
    private static final int DAYS = Prepare.FIXES_EACH * Prepare.SECONDS_APART / 86_400 - 1;

    static void figures(Path jar, Path folder) throws Exception {
        if (!Files.exists(Prepare.FOLDER)) {
            Figures.row("track of a truck-day out of 50 million positions", "skipped: bench/prepare makes them", "under 50 ms");
            return;
        }
        try (var program = Program.start(jar, Prepare.FOLDER); var wires = new Wires(program, 1); var database = program.database()) {
            var ids = Intake.ids(program);
            var token = program.token();
            var random = new Random(1);
            var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
            var millis = new ArrayList<Double>();
            for (int n = -20; n < TRACKS; n++) {
                var from = today.minus(Duration.ofDays(2 + random.nextInt(DAYS - 2)));
                var request = Wire.get(
                        "/api/v1/trucks/" + ids.get(random.nextInt(ids.size())) + "/track?from=" + from + "&to=" + from.plus(Duration.ofDays(1)),
                        token);
                var begin = System.nanoTime();
                var track = wires.ask(request);
                if (n >= 0) {
                    millis.add((System.nanoTime() - begin) / 1e6);
                }
                if (track.length() < 10_000) {
                    throw new IllegalStateException(track);
                }
            }
            var stored = Program.number(database, "select sum(reltuples)::bigint from pg_class where relname like 'vehicle_positions_2%' and relkind = 'r'");
            Figures.row(
                    "track of a truck-day out of %,d positions: p50, p99 of %d".formatted(stored, TRACKS),
                    "%.1f, %.1f ms".formatted(Figures.median(millis), Figures.quantile(millis, 0.99)),
                    "under 50 ms");
        }
    }
}
