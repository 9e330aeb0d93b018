import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** How long the smallest answer takes under load: who asks is looked up, and each request counted. */
class Me {
    private static final int SESSIONS = 25;

    static void figures(Path jar, Path folder) throws Exception {
        var times = new ConcurrentLinkedQueue<Double>();
        try (var program = Program.start(jar, folder)) {
            var tokens = new ArrayList<String>();
            for (int i = 0; i < SESSIONS; i++) {
                tokens.add(program.token());
            }
            warmUp(program, tokens);
            var warmUp = Duration.ofSeconds(5).toNanos();
            var begin = System.nanoTime();
            OpenLoop.run(Duration.ofMillis(2), Duration.ofSeconds(35), (number, dueAt) -> {
                program.get("/api/v1/me", tokens.get(number % SESSIONS));
                if (dueAt - begin > warmUp) {
                    times.add((System.nanoTime() - dueAt) / 1e6);
                }
            });
        }
        var all = List.copyOf(times);
        Figures.row(
                "GET /api/v1/me, %d sessions, 500 requests/s, each counted by the limit: p50, p99 of %,d"
                        .formatted(SESSIONS, all.size()),
                "%.1f, %.1f ms".formatted(Figures.median(all), Figures.quantile(all, 0.99)),
                "p99 under 10 ms");
    }

    /** In a closed loop: a program that has just started cannot keep to any beat. */
    private static void warmUp(Program program, List<String> tokens) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var token : tokens.subList(0, 8)) {
                senders.submit(() -> {
                    while (System.nanoTime() < end) {
                        program.get("/api/v1/me", token);
                    }
                    return null;
                });
            }
        }
    }
}
