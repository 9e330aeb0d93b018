import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts the built jar in a scratch folder and measures what its users would feel. */
class Figures {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    static final Path ATHENS = Path.of("..", "shared", "data", "athens-trucks.csv.gz").toAbsolutePath();
    static final String PASSWORD = "bench bench bench";
    static final int ROUNDS = 3;
    static final HttpClient HTTP = HttpClient.newHttpClient();

    record Program(Process process, Path log, String url) {
        static Program start(Path jar, Path folder) throws Exception {
            var log = Files.createTempFile(folder, "log", ".txt");
            var builder = new ProcessBuilder(JAVA.resolve("java").toString(), "-jar", jar.toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("PORT", "0");
            builder.environment().put("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
            var process = builder.start();
            var ready = Pattern.compile("is ready: (\\S+)");
            while (process.isAlive()) {
                var matcher = ready.matcher(Files.readString(log));
                if (matcher.find()) {
                    return new Program(process, log, matcher.group(1));
                }
                LockSupport.parkNanos(5_000_000);
            }
            throw new IllegalStateException(Files.readString(log));
        }

        void stop() throws InterruptedException {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }

        String heap() throws Exception {
            return jcmd("GC.heap_info");
        }

        String jcmd(String command) throws Exception {
            var tool = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var jar = newestJar();
        var scratch = Files.createTempDirectory("watchtower-bench");
        try {
            row("figure", "measured", "goal");
            row("---", "---", "---");
            var imports = new ArrayList<Double>();
            var heapUsed = new ArrayList<Double>();
            var heapLive = new ArrayList<Double>();
            Path last = scratch;
            for (int round = 0; round < ROUNDS; round++) {
                last = Files.createDirectory(scratch.resolve("round" + round));
                var program = Program.start(jar, last);
                if (Files.exists(ATHENS)) {
                    imports.add(importSeconds(program));
                    heapUsed.add(used(program.heap()));
                    program.jcmd("GC.run");
                    heapLive.add(used(program.heap()));
                }
                program.stop();
            }
            var starts = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                var begin = System.nanoTime();
                var program = Program.start(jar, last);
                get(program.url() + "/readyz", null);
                starts.add((System.nanoTime() - begin) / 1e9);
                program.stop();
            }
            row("second start to ready, java -jar (median of " + ROUNDS + ")", "%.1f s".formatted(median(starts)), "under 6 s");
            if (imports.isEmpty()) {
                row("import of the Athens file", "skipped: the file is not there", "under 5 s");
            } else {
                row("import of the Athens file, 112,203 positions (median of " + ROUNDS + ")", "%.2f s".formatted(median(imports)), "under 5 s");
                row("heap in use after the import, as it stands", "%.0f MB".formatted(median(heapUsed)), "under 300 MB");
                row("heap in use after the import, after a collection", "%.0f MB".formatted(median(heapLive)), "");
            }
            var program = Program.start(jar, last);
            listFigures(program);
            program.stop();
            Roads.figures(jar, Files.createDirectory(scratch.resolve("roads")));
        } finally {
            delete(scratch);
        }
    }

    static double importSeconds(Program program) throws Exception {
        var token = token(program);
        var boundary = "b" + UUID.randomUUID();
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"createTrucks\"\r\n\r\ntrue\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv.gz\"\r\n\r\n";
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(ATHENS),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        var request = HttpRequest.newBuilder(URI.create(program.url() + "/api/v1/imports/positions"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)
                .build();
        var begin = System.nanoTime();
        var id = field(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body(), "id");
        while (true) {
            var state = get(program.url() + "/api/v1/imports/" + id, token);
            if (field(state, "status").equals("DONE")) {
                if (!state.contains("\"accepted\":112203")) {
                    throw new IllegalStateException(state);
                }
                return (System.nanoTime() - begin) / 1e9;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Open loop: a request is due every 5 ms, and its time counts from when it was due. */
    static void listFigures(Program program) throws Exception {
        var token = token(program);
        for (int i = 0; i < 1_000; i++) {
            post(program.url() + "/api/v1/trucks", token, "{\"truckNumber\":\"bench " + i + "\",\"company\":\"C " + i % 20 + "\"}");
        }
        var times = new ConcurrentLinkedQueue<Double>();
        var warmUp = Duration.ofSeconds(15).toNanos();
        var end = Duration.ofSeconds(45).toNanos();
        var begin = System.nanoTime();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long due = 0; due < end; due += 5_000_000) {
                for (var wait = begin + due - System.nanoTime(); wait > 0; wait = begin + due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                var dueAt = begin + due;
                var counted = due > warmUp;
                clients.submit(() -> {
                    get(program.url() + "/api/v1/trucks?limit=50", token);
                    if (counted) {
                        times.add((System.nanoTime() - dueAt) / 1e6);
                    }
                    return null;
                });
            }
        }
        var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        row("GET /api/v1/trucks?limit=50, 1,000 trucks and more, 200 requests/s: p50", "%.1f ms".formatted(sorted[sorted.length / 2]), "");
        row("the same: p99 of " + sorted.length, "%.1f ms".formatted(sorted[sorted.length * 99 / 100]), "under 20 ms");
    }

    static String token(Program program) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(program.url() + "/api/v1/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&username=admin&password=" + PASSWORD.replace(' ', '+')))
                .build();
        return field(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body(), "access_token");
    }

    static String get(String url, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static void post(String url, String token, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        HTTP.send(request, HttpResponse.BodyHandlers.discarding());
    }

    static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(json);
        }
        return matcher.group(1);
    }

    /** Megabytes from jcmd's "garbage-first heap total reserved …K, committed …K, used …K". */
    static double used(String heap) {
        var matcher = Pattern.compile("used (\\d+)K").matcher(heap);
        if (!matcher.find()) {
            throw new IllegalStateException(heap);
        }
        return Long.parseLong(matcher.group(1)) / 1024.0;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static void row(String... cells) {
        System.out.println("| " + String.join(" | ", Arrays.asList(cells)) + " |");
    }

    static Path newestJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("watchtower-.*\\.jar"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
