import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** A real file of positions, a third of them late, imported into an empty program; and how that starts again. */
class Athens {
    static final Path FILE = Path.of("..", "shared", "data", "athens-trucks.csv.gz").toAbsolutePath();

    /** Seconds from the beginning of the upload until the import is done, and until what follows from it is kept. */
    record Import(double done, double kept) {
        static Import measure(Program program) throws Exception {
            var token = program.token();
            try (var database = program.database()) {
                var begin = System.nanoTime();
                var id = program.upload(FILE, token);
                var state = program.get("/api/v1/imports/" + id, token);
                while (!Program.field(state, "status").equals("DONE")) {
                    LockSupport.parkNanos(50_000_000);
                    state = program.get("/api/v1/imports/" + id, token);
                }
                var done = Figures.secondsSince(begin);
                Program.awaitKept(database);
                var kept = Figures.secondsSince(begin);
                if (!state.contains("\"accepted\":112203") || Program.number(database, "select count(*) from truck_days") == 0) {
                    throw new IllegalStateException(state);
                }
                return new Import(done, kept);
            }
        }
    }

    static void figures(Path jar, Path folder) throws Exception {
        if (!Files.exists(FILE)) {
            Figures.row("import of the Athens file", "skipped: the file is not there", "under 5 s");
            return;
        }
        var done = new ArrayList<Double>();
        var kept = new ArrayList<Double>();
        var heapUsed = new ArrayList<Double>();
        var heapLive = new ArrayList<Double>();
        var last = folder;
        for (int round = 0; round < Figures.ROUNDS; round++) {
            last = Files.createDirectory(folder.resolve("round" + round));
            try (var program = Program.start(jar, last)) {
                var seconds = Import.measure(program);
                done.add(seconds.done());
                kept.add(seconds.kept());
                heapUsed.add(usedHeap(program));
                program.jcmd("GC.run");
                heapLive.add(usedHeap(program));
            }
        }
        Figures.row(
                "import of the Athens file, 112,203 positions (median of %d)".formatted(Figures.ROUNDS),
                "%.2f s".formatted(Figures.median(done)),
                "under 5 s");
        Figures.row(
                "the same with its fold, until what follows from all of it is kept",
                "%.2f s".formatted(Figures.median(kept)),
                "under 8 s");
        Figures.row("heap in use after it, as it stands", "%.0f MB".formatted(Figures.median(heapUsed)), "under 300 MB");
        Figures.row("heap in use after it, after a collection", "%.0f MB".formatted(Figures.median(heapLive)), "");

        var starts = new ArrayList<Double>();
        for (int round = 0; round < Figures.ROUNDS; round++) {
            var begin = System.nanoTime();
            try (var program = Program.start(jar, last)) {
                program.awaitReady();
                starts.add(Figures.secondsSince(begin));
            }
        }
        Figures.row(
                "second start to ready, java -jar (median of %d)".formatted(Figures.ROUNDS),
                "%.1f s".formatted(Figures.median(starts)),
                "under 6 s");
    }

    /** Megabytes from jcmd's "garbage-first heap total reserved …K, committed …K, used …K". */
    static double usedHeap(Program program) throws Exception {
        var heap = program.jcmd("GC.heap_info");
        var matcher = Pattern.compile("used (\\d+)K").matcher(heap);
        if (!matcher.find()) {
            throw new IllegalStateException(heap);
        }
        return Long.parseLong(matcher.group(1)) / 1024.0;
    }
}
