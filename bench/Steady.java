import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** 10,000 trucks that send 5,000 positions a second for five minutes: what the heap does meanwhile. */
class Steady {
    private static final int BATCH = 50;
    private static final Duration BEAT = Duration.ofMillis(10);
    private static final Duration SPAN = Duration.ofMinutes(5);
    private static final int LOOKS = 60;

    static void figures(Path jar, Path folder) throws Exception {
        Fleet.addTrucks(jar, folder, Intake.TRUCKS);
        try (var program = Program.start(jar, folder, "off", "-Xmx512m"); var wires = new Wires(program, 16)) {
            var ids = Intake.ids(program);
            var token = program.token();
            var trucks = Intake.trucks(ids, Instant.now());
            var used = new ArrayList<Double>();
            var live = new ArrayList<Double>();
            var looks = new AtomicInteger();
            var every = SPAN.dividedBy(BEAT) / LOOKS;
            OpenLoop.run(BEAT, SPAN, (number, dueAt) -> {
                var first = number * BATCH % ids.size();
                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                wires.ask(Wire.post(
                        "/api/v1/positions",
                        token,
                        IntStream.range(first, first + BATCH)
                                .mapToObj(truck -> trucks.get(truck).at(now))
                                .collect(Collectors.joining(",", "[", "]"))));
                if (number % every == every - 1) {
                    synchronized (used) {
                        used.add(Athens.usedHeap(program));
                        var look = looks.incrementAndGet();
                        if (look == LOOKS / 5 || look == LOOKS) {
                            program.jcmd("GC.run");
                            live.add(Athens.usedHeap(program));
                        }
                    }
                }
            });
            Figures.row(
                    "10,000 trucks at 5,000 positions/s for 5 minutes, -Xmx512m: heap in use, median and most of %d looks".formatted(used.size()),
                    "%.0f, %.0f MB".formatted(Figures.median(used), used.stream().max(Double::compare).orElseThrow()),
                    "flat, under 512 MB");
            Figures.row("the same after a collection: in the first minute, at the end", "%.0f, %.0f MB".formatted(live.getFirst(), live.getLast()), "");
        }
    }
}
