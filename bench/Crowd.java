import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Web sockets that each look at another part of 100,000 trucks by clusters, and follow one truck: how late that one is. */
class Crowd {
    private static final int SOCKETS = 500;
    private static final int MOVING = 3_000;

    static void figures(Path jar, Path folder) throws Exception {
        Fleet.addTrucks(jar, folder, Fleet.TRUCKS);
        try (var program = Program.start(jar, folder)) {
            var ids = Intake.ids(program);
            var token = program.token();
            var from = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
            var places = Intake.trucks(ids, from);
            for (int first = 0; first < Fleet.TRUCKS; first += Fleet.TRUCKS_A_BATCH) {
                program.post("/api/v1/positions", token, IntStream.range(first, first + Fleet.TRUCKS_A_BATCH)
                        .mapToObj(truck -> places.get(truck).at(from))
                        .collect(Collectors.joining(",", "[", "]")));
            }
            var moving = ids.subList(0, MOVING);
            Watching.measure(
                    program,
                    moving,
                    SOCKETS,
                    socket -> view(socket, moving.get(socket)),
                    "100,000 trucks by clusters, each another view, and 1 truck,",
                    "p99 as with 1,000 trucks");
        }
    }

    /** Most of the country that {@link Moves} begin in. */
    private static String view(int socket, String followed) {
        var east = socket % 25 / 50.0;
        var north = socket / 25 / 50.0;
        return String.format(
                Locale.ROOT,
                "{\"type\":\"watch\",\"binary\":true,\"box\":[%.3f,%.3f,%.3f,%.3f],\"zoom\":7,\"follow\":[\"%s\"],\"fleet\":true}",
                16 + east,
                46 + north,
                21.5 + east,
                49.5 + north,
                followed);
    }
}
