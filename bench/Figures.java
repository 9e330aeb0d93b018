import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts the built jar in scratch folders and measures what its users would feel: the usual figures, or those that
 * are named, as in {@code java bench/Figures.java fleet roads}.
 */
class Figures {
    @FunctionalInterface
    interface Measurement {
        void measure(Path jar, Path folder) throws Exception;
    }

    static final int ROUNDS = 3;
    private static final List<String> USUAL = 
            List.of("athens", "lists", "me", "revoked", "fleet", "beside", "intake", "singles", "watching", "crowd", "steady", "locations", "truckdays");
    private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

    static {
        ALL.put("athens", Athens::figures);
        ALL.put("lists", Lists::figures);
        ALL.put("me", Me::figures);
        ALL.put("revoked", Revoked::figures);
        ALL.put("fleet", Fleet::figures);
        ALL.put("beside", Beside::figures);
        ALL.put("intake", Intake::figures);
        ALL.put("singles", Intake::singleFigures);
        ALL.put("watching", Watching::figures);
        ALL.put("crowd", Crowd::figures);
        ALL.put("steady", Steady::figures);
        ALL.put("locations", Locations::figures);
        ALL.put("truckdays", TruckDays::figures);
        ALL.put("roads", Roads::figures);
        ALL.put("sample", Sample::figures);
    }

    public static void main(String[] arguments) throws Exception {
        var names = arguments.length == 0 ? USUAL : List.of(arguments);
        if (!ALL.keySet().containsAll(names)) {
            System.err.println("There are the figures " + String.join(", ", ALL.keySet()) + ".");
            System.exit(2);
        }
        var jar = newestJar();
        var scratch = Files.createTempDirectory("watchtower-bench");
        try {
            System.out.println("| figure | measured | goal | load average |\n| --- | --- | --- | --- |");
            for (var name : names) {
                ALL.get(name).measure(jar, Files.createDirectory(scratch.resolve(name)));
            }
        } finally {
            delete(scratch);
        }
    }

    /** Prints a figure beside what keeps the machine busy, itself included. */
    static void row(String figure, String measured, String goal) {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("| %s | %s | %s | %.1f |%n", figure, measured, goal, load);
    }

    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    static double quantile(List<Double> values, double part) {
        var sorted = values.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * part));
    }

    static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    static Path newestJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("watchtower-.*\\.jar"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
