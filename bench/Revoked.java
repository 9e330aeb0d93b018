import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a session works on that another process has ended: its requests, its positions, its web socket. */
class Revoked {
    private static final int SESSIONS = 30;

    private record Watched(String token, CompletableFuture<Long> closed) {}

    static void figures(Path jar, Path folder) throws Exception {
        var requests = new ArrayList<Double>();
        var sockets = new ArrayList<Double>();
        try (var program = Program.start(jar, folder);
                var database = program.database()) {
            for (int i = 0; i < SESSIONS; i++) {
                var session = watched(program);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(3_000_000_000L)); // anywhere in what is kept
                program.get("/api/v1/me", session.token());
                var begin = System.nanoTime();
                endAll(database);
                while (program.status("/api/v1/me", session.token()) == 200) {
                    LockSupport.parkNanos(5_000_000);
                }
                requests.add(Figures.secondsSince(begin));
                sockets.add((session.closed().get(60, TimeUnit.SECONDS) - begin) / 1e9);
            }
        }
        row("requests", requests);
        row("web sockets", sockets);
    }

    private static void row(String what, List<Double> times) {
        Figures.row(
                "a session that another process ended works on, %s: p50, longest of %d".formatted(what, SESSIONS),
                "%.1f, %.1f s".formatted(Figures.median(times), times.stream().mapToDouble(t -> t).max().orElseThrow()),
                "under 5 s");
    }

    private static Watched watched(Program program) throws Exception {
        var token = program.token();
        var ticket = Program.field(program.post("/api/v1/auth/ws-ticket", token, ""), "ticket");
        var closed = new CompletableFuture<Long>();
        Program.HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create(program.url().replaceFirst("http", "ws") + "/ws/trucks?ticket=" + ticket),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                                closed.complete(System.nanoTime());
                                return CompletableFuture.completedStage(null);
                            }

                            @Override
                            public void onError(WebSocket socket, Throwable e) {
                                closed.completeExceptionally(e);
                            }
                        })
                .get(10, TimeUnit.SECONDS);
        return new Watched(token, closed);
    }

    private static void endAll(Connection database) throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute("update sessions set ended_at = now() where ended_at is null");
        }
    }
}
