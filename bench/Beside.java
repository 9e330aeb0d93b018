import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** 500 trucks send live, first alone and then while a month is imported, half of it of the same trucks. */
class Beside {
    static final int TRUCKS = 500;
    static final int TRUCKS_A_BATCH = 10;
    /** So each truck sends every five seconds. */
    static final Duration BEAT = Duration.ofMillis(100);

    static final Duration WARM_UP = Duration.ofSeconds(20);
    static final Duration SPAN = Duration.ofSeconds(60);

    /** Half of them send live. */
    static final int IMPORTED_TRUCKS = 50;

    static final int DAYS = 30;
    static final int SECONDS_APART = 30;

    /** Milliseconds from when a batch was due until its answer; how many commits were folded within which seconds. */
    record Span(List<Double> answers, SortedMap<Double, Long> folded) {
        static Span of(Program program, String token, Duration length) throws Exception {
            var answers = new ConcurrentLinkedQueue<Double>();
            var before = folded(program);
            OpenLoop.run(BEAT, length, (number, dueAt) -> {
                send(program, token, number, Instant.now());
                answers.add((System.nanoTime() - dueAt) / 1e6);
            });
            var after = folded(program);
            before.forEach((seconds, count) -> after.merge(seconds, -count, Long::sum));
            return new Span(List.copyOf(answers), after);
        }

        String answered() {
            return "%.1f, %.1f, %.1f ms"
                    .formatted(Figures.median(answers), Figures.quantile(answers, 0.99), answers.stream().max(Double::compare).orElseThrow());
        }

        String lag() {
            return "%s, %s, %s".formatted(within(0.5), within(0.99), within(1));
        }

        /** The smallest of the limits of the metric that this part of all commits kept. */
        private String within(double part) {
            var needed = folded.get(Double.POSITIVE_INFINITY) * part;
            var seconds = folded.entrySet().stream().filter(limit -> limit.getValue() >= needed).findFirst().orElseThrow().getKey();
            return seconds.isInfinite() ? "more" : "%.0f ms".formatted(seconds * 1e3);
        }

        private static SortedMap<Double, Long> folded(Program program) throws Exception {
            var limits = Pattern.compile("watchtower_fold_lag_seconds_bucket\\{source=\"api\",le=\"(.+)\"} (\\d+)")
                    .matcher(program.metrics());
            var counts = new TreeMap<Double, Long>();
            while (limits.find()) {
                counts.put(limits.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(limits.group(1)), Long.parseLong(limits.group(2)));
            }
            return counts;
        }
    }

    static void figures(Path jar, Path folder) throws Exception {
        var month = month(folder.resolve("month.csv.gz"));
        try (var program = Program.start(jar, folder)) {
            var token = program.token();
            for (int truck = 0; truck < TRUCKS; truck++) {
                program.post("/api/v1/trucks", token, "{\"truckNumber\":\"bench %d\"}".formatted(truck));
            }
            Span.of(program, token, WARM_UP);
            var alone = Span.of(program, token, SPAN);

            var id = program.upload(month, token);
            while (read(program, token, id) == 0) {
                LockSupport.parkNanos(50_000_000);
            }
            var before = read(program, token, id);
            var beside = Span.of(program, token, SPAN);
            var lines = read(program, token, id) - before;
            var ended = Program.field(program.get("/api/v1/imports/" + id, token), "status").equals("DONE");

            Figures.row("100 live positions/s in batches of 10: answered after (p50, p99, slowest)", alone.answered(), "");
            Figures.row(
                    "the same beside an import of %,d lines in that minute%s".formatted(lines, ended ? ", which ended before" : ""),
                    beside.answered(),
                    "");
            Figures.row("fold lag of the live ones alone: p50, p99, slowest within", alone.lag(), "");
            Figures.row("the same beside the import", beside.lag(), "no more");
        }
    }

    private static long read(Program program, String token, String id) throws Exception {
        var accepted = Pattern.compile("\"accepted\":(\\d+)").matcher(program.get("/api/v1/imports/" + id, token));
        return accepted.find() ? Long.parseLong(accepted.group(1)) : 0;
    }

    private static void send(Program program, String token, int number, Instant now) throws Exception {
        var first = number * TRUCKS_A_BATCH % TRUCKS;
        program.post("/api/v1/positions", token, IntStream.range(first, first + TRUCKS_A_BATCH)
                .mapToObj(truck -> "{\"truck\":\"bench %d\",\"recordedAt\":\"%s\",\"latitude\":%.6f,\"longitude\":%.6f}"
                        .formatted(truck, now.truncatedTo(ChronoUnit.MILLIS), latitude(now), longitude(truck)))
                .collect(Collectors.joining(",", "[", "]")));
    }

    /** Day by day, as many days' files that were put into one. */
    private static Path month(Path file) throws IOException {
        var end = Instant.now().truncatedTo(ChronoUnit.DAYS);
        try (var lines = new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file))))) {
            lines.write("truck,time,latitude,longitude\n");
            for (var day = end.minus(Duration.ofDays(DAYS)); day.isBefore(end); day = day.plus(Duration.ofDays(1))) {
                for (int truck = 0; truck < IMPORTED_TRUCKS; truck++) {
                    var number = truck % 2 == 0 ? "bench " + truck : "past " + truck;
                    for (int second = 0; second < 86_400; second += SECONDS_APART) {
                        var at = day.plusSeconds(second);
                        lines.write(number + "," + at + "," + Math.round(latitude(at) * 1e6) / 1e6 + "," + longitude(truck) + "\n");
                    }
                }
            }
        }
        return file;
    }

    /** An hour to and fro at 50 km/h, then an hour of standing. */
    private static double latitude(Instant at) {
        var second = at.getEpochSecond() % 7_200;
        var driven = second >= 3_600 ? 0 : Math.min(second, 3_600 - second);
        return 38 + driven * 50 / 3.6 / 111_195;
    }

    private static double longitude(int truck) {
        return 23 + truck / 100.0;
    }
}
