import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long a list of trucks takes to answer under load. */
class Lists {
    static void figures(Path jar, Path folder) throws Exception {
        var times = new ConcurrentLinkedQueue<Double>();
        try (var program = Program.start(jar, folder)) {
            var token = program.token();
            for (int i = 0; i < 1_000; i++) {
                program.post("/api/v1/trucks", token, "{\"truckNumber\":\"bench " + i + "\",\"company\":\"C " + i % 20 + "\"}");
            }
            var warmUp = Duration.ofSeconds(15).toNanos();
            var begin = System.nanoTime();
            OpenLoop.run(Duration.ofMillis(5), Duration.ofSeconds(45), (number, dueAt) -> {
                program.get("/api/v1/trucks?limit=50", token);
                if (dueAt - begin > warmUp) {
                    times.add((System.nanoTime() - dueAt) / 1e6);
                }
            });
        }
        var all = List.copyOf(times);
        Figures.row(
                "GET /api/v1/trucks?limit=50, 1,000 trucks, 200 requests/s: p50, p99 of %,d".formatted(all.size()),
                "%.1f, %.1f ms".formatted(Figures.median(all), Figures.quantile(all, 0.99)),
                "p99 under 20 ms");
    }
}
