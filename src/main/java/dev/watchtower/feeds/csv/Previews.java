package dev.watchtower.feeds.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.watchtower.fleet.TruckKeys;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.PositionCheck;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.Received;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads the beginning of a file as an import of the same wishes would; nothing is kept. */
@Service
class Previews {
    private static final int ROWS = 20;

    private final PositionCheck check;
    private final Trucks trucks;

    Previews(PositionCheck check, Trucks trucks) {
        this.check = check;
        this.trucks = trucks;
    }

    /** @throws Problem 422 where the file cannot be read, or the mapping names something unknown */
    Preview of(InputStream content, Wishes wishes) {
        Imports.mayImport(wishes);
        try {
            var beginning = Beginning.of(content);
            try (var file = beginning.csv()) {
                return of(file, beginning.cut(), wishes);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw Imports.unreadable();
        }
    }

    private Preview of(CsvFile file, boolean cut, Wishes wishes) {
        var columns = Columns.of(file.delimiter(), file.header(), wishes.mapping());
        var lines = new ArrayList<CsvRecord>();
        var fault = fill(lines, file, cut);
        var positions = new CsvPositions(columns, new CsvTimes(wishes.zone()));
        var archivedByName = archivedByName(trucks.keys());
        var newTrucks = new LinkedHashSet<String>();
        var rows = new ArrayList<Preview.PreviewRow>();
        var refused = new ArrayList<RefusedLine>();
        int linesRefused = 0;
        for (var line : lines) {
            var row = row(line, positions.read(line), archivedByName, wishes.createTrucks());
            if (row.position() != null
                    && !archivedByName.containsKey(row.position().truck())) {
                newTrucks.add(row.position().truck());
            }
            if (rows.size() < ROWS) {
                rows.add(row);
            }
            if (row.reason() != null) {
                linesRefused++;
                if (refused.size() < ROWS) {
                    refused.add(new RefusedLine(row.line(), row.reason()));
                }
            }
        }
        return new Preview(
                file.delimiter(),
                file.header().names(),
                file.header().given(),
                mapping(columns, file.header()),
                Preview.PreviewField.all(),
                lines.stream().anyMatch(positions::lacksZone),
                rows,
                lines.size(),
                linesRefused,
                refused,
                newTrucks,
                fault);
    }

    /** What makes the file unreadable after these lines, if anything does. */
    private static @Nullable String fill(List<CsvRecord> lines, CsvFile file, boolean cut) {
        try {
            while (file.hasNext()) {
                lines.add(file.next());
            }
        } catch (CsvParseException | UncheckedIOException e) {
            return ImportWorker.failure(e);
        }
        if (cut && lines.size() > 1) {
            lines.removeLast();
        }
        return null;
    }

    private Preview.PreviewRow row(
            CsvRecord line, Received received, Map<String, Boolean> archivedByName, boolean createTrucks) {
        return switch (received) {
            case Received.Unreadable unreadable ->
                new Preview.PreviewRow(line.getStartingLineNumber(), line.getFields(), null, unreadable.reason());
            case PositionReport report ->
                new Preview.PreviewRow(
                        line.getStartingLineNumber(),
                        line.getFields(),
                        report,
                        check.refusal(report).orElseGet(() -> refusal(report.truck(), archivedByName, createTrucks)));
        };
    }

    private static @Nullable String refusal(String truck, Map<String, Boolean> archivedByName, boolean createTrucks) {
        var archived = archivedByName.get(truck);
        if (archived == null) {
            return createTrucks ? null : "there is no truck " + truck;
        }
        return archived ? "truck " + truck + " is archived: restore it to take its positions" : null;
    }

    private static Map<String, Boolean> archivedByName(List<TruckKeys> trucks) {
        var archived = new HashMap<String, Boolean>();
        trucks.forEach(truck -> truck.deviceIds().forEach(device -> archived.put(device, truck.archived())));
        trucks.forEach(truck -> archived.put(truck.truckNumber(), truck.archived()));
        trucks.forEach(truck -> archived.put(truck.id().toString(), truck.archived()));
        return archived;
    }

    private static Map<String, @Nullable String> mapping(Columns columns, Header header) {
        var mapping = new HashMap<String, @Nullable String>();
        for (var column : Column.values()) {
            var place = columns.places().get(column);
            mapping.put(column.field(), place == null ? null : header.names().get(place));
        }
        return mapping;
    }
}
