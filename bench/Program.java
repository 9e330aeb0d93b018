import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The built jar as a process of its own, with its data in a folder. */
record Program(Process process, Path jar, Path folder, Path log, String url) implements AutoCloseable {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    static final String PASSWORD = "bench bench bench";
    static final String METRICS_TOKEN = "bench-bench-bench-bench";
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String TRUCKS_BEHIND = """
            select count(*) from trucks t left join truck_progress p on p.truck_id = t.id
            where p.refold_from is not null
               or exists (select from vehicle_positions v
                          where v.truck_id = t.id and v.recorded_at > coalesce(p.folded_to, '-infinity'))""";

    /** Starts it and waits until it says that it is ready. */
    static Program start(Path jar, Path folder) throws Exception {
        return start(jar, folder, "off");
    }

    /** As {@link #start(Path, Path)}, with a sample fleet or without, and with options of the virtual machine. */
    static Program start(Path jar, Path folder, String sample, String... options) throws Exception {
        var log = Files.createTempFile(folder, "log", ".txt");
        var command = new ArrayList<>(List.of(JAVA.resolve("java").toString()));
        command.addAll(List.of(options));
        Stream.of(System.getenv().getOrDefault("BENCH_JAVA_OPTIONS", "").split(" ")).filter(option -> !option.isEmpty()).forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PORT", "0");
        builder.environment().put("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("WATCHTOWER_SAMPLE", sample);
        builder.environment().put("METRICS_TOKEN", METRICS_TOKEN);
        builder.environment().put("USER_RATE_LIMIT_PER_MINUTE", "1000000"); // one person asks for all of a fleet
        builder.environment().put("INTAKE_POSITIONS_PER_SECOND", "1000000"); // counted, and never reached
        var process = builder.start();
        var ready = Pattern.compile("is ready: (\\S+)");
        while (process.isAlive()) {
            var matcher = ready.matcher(Files.readString(log));
            if (matcher.find()) {
                return new Program(process, jar, folder, log, matcher.group(1));
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IllegalStateException(Files.readString(log));
    }

    /** Has it end in order. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    /** As {@code kill -9} does; its PostgreSQL lives on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The first place in its log. */
    MatchResult logged(String pattern) throws Exception {
        var matcher = Pattern.compile(pattern).matcher(Files.readString(log));
        if (!matcher.find()) {
            throw new IllegalStateException(Files.readString(log));
        }
        return matcher.toMatchResult();
    }

    String jcmd(String command) throws Exception {
        var tool = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    String token() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&username=admin&password=" + PASSWORD.replace(' ', '+')));
        return field(ok(request), "access_token");
    }

    String metrics() throws Exception {
        return get("/metrics", METRICS_TOKEN);
    }

    /** Asks whether it is ready, until it is. */
    void awaitReady() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/readyz")).build();
        while (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    String get(String path, String token) throws Exception {
        return ok(request(path, token));
    }

    int status(String path, String token) throws Exception {
        return HTTP.send(request(path, token).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    String post(String path, String token, String json) throws Exception {
        return ok(request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Uploads a file of positions, whose trucks are made; the import's id. */
    String upload(Path file, String token) throws Exception {
        var boundary = "b" + UUID.randomUUID();
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"createTrucks\"\r\n\r\ntrue\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getFileName() + "\"\r\n\r\n";
        return field(
                ok(request("/api/v1/imports/positions", token)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head), BodyPublishers.ofFile(file), BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))),
                "id");
    }

    /** Its database, past row-level security, by the driver from its jar. */
    Connection database() throws Exception {
        var data = folder.resolve("data");
        var login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", Files.readString(data.resolve("secrets/postgres")).strip());
        login.setProperty("currentSchema", "dev");
        var loader = new URLClassLoader(new URL[] {driver().toUri().toURL()});
        var port = Files.readAllLines(data.resolve("pg/postmaster.pid")).get(3);
        return ((Driver) loader.loadClass("org.postgresql.Driver").getConstructor().newInstance())
                .connect("jdbc:postgresql://localhost:" + port + "/postgres", login);
    }

    private Path driver() throws Exception {
        synchronized (Program.class) {
            var driver = folder.resolve("driver.jar");
            if (!Files.exists(driver)) {
                try (var program = new JarFile(jar.toFile())) {
                    var entry = program.stream().filter(file -> file.getName().matches(".*/postgresql-[^/]*\\.jar")).findFirst();
                    Files.copy(program.getInputStream(entry.orElseThrow()), driver, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return driver;
        }
    }

    /** Waits until what follows from every stored position is kept; asks at most half of the time. */
    static void awaitKept(Connection database) throws Exception {
        while (true) {
            var begin = System.nanoTime();
            if (number(database, TRUCKS_BEHIND) == 0) {
                return;
            }
            LockSupport.parkNanos(Math.max(20_000_000, System.nanoTime() - begin));
        }
    }

    static long number(Connection database, String sql) throws Exception {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(json);
        }
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private static String ok(HttpRequest.Builder request) throws Exception {
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
