package dev.watchtower.tracking.motion;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.watchtower.testing.Skip;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Real trucks, as fixes in the order of time. */
public final class AthensTrucks {
    private static final Path FILE = Path.of("../shared/data/athens-trucks.csv.gz");

    private AthensTrucks() {}

    public static Map<String, List<MotionFix>> read() {
        Skip.unless(Files.exists(FILE), "the Athens trucks are not on this machine");
        var trucks = new TreeMap<String, List<MotionFix>>();
        try (var text = new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8);
                var lines = CsvReader.builder().ofNamedCsvRecord(text)) {
            lines.forEach(line -> trucks.computeIfAbsent(line.getField("vehicle"), number -> new ArrayList<>())
                    .add(MotionFix.of(
                            Instant.parse(line.getField("recorded_at")).toEpochMilli(),
                            Double.parseDouble(line.getField("latitude")),
                            Double.parseDouble(line.getField("longitude")),
                            null,
                            null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trucks.values().forEach(fixes -> fixes.sort(Comparator.comparingLong(MotionFix::at)));
        return trucks;
    }
}
