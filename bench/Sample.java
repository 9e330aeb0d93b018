import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** The sample fleet: how long after the first start is ready its seven days are made. */
class Sample {
    static void figures(Path jar, Path folder) throws Exception {
        for (int round = 1; round <= Figures.ROUNDS; round++) {
            var data = Files.createDirectory(folder.resolve("round" + round));
            try (var program = Program.start(jar, data, "auto")) {
                var ready = System.nanoTime();
                var token = program.token();
                while (!Program.field(program.get("/api/v1/sample", token), "state").equals("driving")) {
                    LockSupport.parkNanos(50_000_000);
                }
                var made = Figures.secondsSince(ready);
                try (var database = program.database()) {
                    var positions = Program.number(database, "select count(*) from vehicle_positions");
                    Program.awaitKept(database);
                    Figures.row(
                            "sample fleet, 7 days of 50 trucks, %,d positions, run %d".formatted(positions, round),
                            "%.1f s; stops and days of all %.1f s".formatted(made, Figures.secondsSince(ready)),
                            "under 20 s");
                }
            }
        }
    }
}
