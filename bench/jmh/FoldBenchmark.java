package dev.watchtower.bench;

import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionFold;
import dev.watchtower.tracking.motion.MotionRules;
import dev.watchtower.tracking.motion.MotionState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The fold alone, on one core: fixes a second. Of real trucks where they are at hand, else of made ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FoldBenchmark {
    private static final int FIXES = 100_000;
    private static final Path ATHENS = Path.of("../shared/data/athens-trucks.csv.gz");

    private List<List<MotionFix>> trucks;

    @Setup
    public void read() throws IOException {
        trucks = Files.exists(ATHENS) ? athens() : made();
    }

    @Benchmark
    @OperationsPerInvocation(FIXES)
    public void fold(Blackhole hole) {
        for (var fixes : trucks) {
            var state = MotionState.START;
            for (var fix : fixes) {
                state = MotionFold.next(state, fix, MotionRules.STANDARD, hole::consume);
            }
            hole.consume(state);
        }
    }

    private static List<List<MotionFix>> athens() throws IOException {
        Map<String, List<MotionFix>> byTruck = new TreeMap<>();
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ATHENS)), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).limit(FIXES).map(line -> line.split(",")).forEach(values -> byTruck
                    .computeIfAbsent(values[0], number -> new ArrayList<>())
                    .add(MotionFix.of(
                            Instant.parse(values[1]).toEpochMilli(),
                            Double.parseDouble(values[2]),
                            Double.parseDouble(values[3]),
                            null,
                            null)));
        }
        byTruck.values().forEach(fixes -> fixes.sort(Comparator.comparingLong(MotionFix::at)));
        return List.copyOf(byTruck.values());
    }

    private static List<List<MotionFix>> made() {
        var random = new Random(1);
        var trucks = new ArrayList<List<MotionFix>>();
        for (int truck = 0; truck < 50; truck++) {
            var fixes = new ArrayList<MotionFix>();
            double latitude = 38;
            for (int i = 0; i < FIXES / 50; i++) {
                latitude += i / 30 % 4 == 0 ? random.nextGaussian() * 5e-5 : 4e-3;
                fixes.add(MotionFix.of(i * 30_000L, latitude, 23.7, i % 3 == 0, null));
            }
            trucks.add(fixes);
        }
        return trucks;
    }
}
