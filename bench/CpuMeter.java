import java.io.IOException;
import java.lang.ProcessHandle.Info;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;

/** How much of a core the driver, the program and its PostgreSQL take from now on. */
final class CpuMeter {
    private final Program program;
    private final long begin = System.nanoTime();
    private final double[] before;

    CpuMeter(Program program) throws IOException {
        this.program = program;
        this.before = seconds();
    }

    double[] cores() throws IOException {
        var now = seconds();
        var wall = (System.nanoTime() - begin) / 1e9;
        for (int i = 0; i < now.length; i++) {
            now[i] = (now[i] - before[i]) / wall;
        }
        return now;
    }

    /** Of PostgreSQL's processes those that end meanwhile are not counted. */
    private double[] seconds() throws IOException {
        var postmaster = Long.parseLong(Files.readAllLines(program.folder().resolve("data/pg/postmaster.pid")).getFirst());
        return new double[] {
            seconds(Stream.of(ProcessHandle.current())),
            seconds(Stream.of(program.process().toHandle())),
            seconds(ProcessHandle.of(postmaster).stream().flatMap(main -> Stream.concat(Stream.of(main), main.descendants())))
        };
    }

    private static double seconds(Stream<ProcessHandle> processes) {
        return processes.map(ProcessHandle::info)
                .map(Info::totalCpuDuration)
                .mapToDouble(time -> time.orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
    }
}
