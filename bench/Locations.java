import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where a truck is, asked as often as it can be, and 5,000 times a second. */
class Locations {
    private static final int TRUCKS = 1_000;
    private static final int ASKERS = 64;
    private static final double WARM_UP = 8;
    private static final double SECONDS = 12;
    private static final int OPEN_RATE = 5_000;
    private static final int REQUESTS_EACH = 40_000;

    static void figures(Path jar, Path folder) throws Exception {
        Fleet.addTrucks(jar, folder, TRUCKS);
        try (var program = Program.start(jar, folder)) {
            var ids = Intake.ids(program);
            var token = program.token();
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            program.post(
                    "/api/v1/positions",
                    token,
                    Intake.trucks(ids, now).stream().map(truck -> truck.at(now)).collect(Collectors.joining(",", "[", "]")));
            var requests = requests(ids, token);
            var closed = Senders.closedLoop(program, requests, WARM_UP, SECONDS);
            Figures.row("GET /api/v1/trucks/{id}/location, 64 askers", "%,.0f requests/s".formatted(closed.perSecond()), "12,000/s");
            Figures.row("the same: cores taken by driver, program, PostgreSQL", closed.cores(), "");
            var open = Senders.openLoop(program, requests, OPEN_RATE, WARM_UP, SECONDS);
            Figures.row("the same at 5,000/s: p50, p99", "%.1f, %.1f ms".formatted(open.quantile(0.5), open.quantile(0.99)), "p99 under 20 ms");
        }
    }

    private static List<byte[][]> requests(List<String> ids, String token) {
        var each = ids.stream().map(id -> Wire.get("/api/v1/trucks/" + id + "/location", token)).toList();
        return IntStream.range(0, ASKERS)
                .mapToObj(asker -> IntStream.range(0, REQUESTS_EACH)
                        .mapToObj(n -> each.get((asker * 31 + n) % each.size()))
                        .toArray(byte[][]::new))
                .toList();
    }
}
