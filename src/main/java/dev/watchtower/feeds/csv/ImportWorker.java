package dev.watchtower.feeds.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.Checkpoint;
import dev.watchtower.tracking.IntakeLedger;
import dev.watchtower.tracking.PositionIntake;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.Received;
import dev.watchtower.tracking.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads an import's file into the positions, from the place where its ledger stands. */
@Component
class ImportWorker {
    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    private static final int STEP_LINES = 5_000;

    /** The program ends: the rest is for the next start. */
    static final class Interrupted extends RuntimeException {}

    private final Imports imports;
    private final ImportFiles files;
    private final IntakeLedger ledger;
    private final PositionIntake intake;

    ImportWorker(Imports imports, ImportFiles files, IntakeLedger ledger, PositionIntake intake) {
        this.imports = imports;
        this.files = files;
        this.ledger = ledger;
        this.intake = intake;
    }

    /**
     * Works until the file's end, or until the import is cancelled.
     *
     * @throws Problem when positions cannot be stored for now; to be called again later
     */
    void work(UUID id, BooleanSupplier shuttingDown) {
        if (!imports.begin(id)) {
            files.delete(id);
            return;
        }
        try {
            var finished = read(imports.get(id), shuttingDown);
            if (finished) {
                imports.end(id, PositionImport.Status.DONE, null);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            log.info("import_failed import={} cause={}", id, e.toString());
            imports.end(id, PositionImport.Status.FAILED, failure(e));
        } catch (Problem e) {
            if (e.getStatusCode().value() == HttpStatus.CONFLICT.value()) {
                log.info("import_taken_over import={}", id);
                return; // another worker has gone on with it, and will end it
            }
            throw e;
        }
        files.delete(id);
    }

    /** Whether the file's end was reached. */
    private boolean read(PositionImport work, BooleanSupplier shuttingDown) throws IOException {
        var zone = work.timeZone() == null ? null : ZoneId.of(work.timeZone());
        var positions = new CsvPositions(work.columns(), new CsvTimes(zone));
        var place = ledger.progress(work.id()).place();
        var known = new HashSet<String>();
        try (var file = CsvFile.open(files.of(work.id()))) {
            for (long skipped = 0; skipped < place && file.hasNext(); skipped++) {
                file.next();
            }
            while (file.hasNext()) {
                if (shuttingDown.getAsBoolean()) {
                    throw new Interrupted();
                }
                var received = new ArrayList<Received>(STEP_LINES);
                var lines = new ArrayList<Long>(STEP_LINES);
                while (received.size() < STEP_LINES && file.hasNext()) {
                    var line = file.next();
                    received.add(positions.read(line));
                    lines.add(line.getStartingLineNumber());
                }
                if (work.createTrucks()) {
                    createTrucks(work.id(), received, known);
                }
                intake.accept(
                        Source.IMPORT, received, new Checkpoint(work.id(), place, place + received.size(), lines));
                place += received.size();
                if (!imports.goOn(work.id(), file.readBytes())) {
                    return false;
                }
            }
            return true;
        }
    }

    private void createTrucks(UUID id, List<Received> received, Set<String> known) {
        var names = new HashSet<String>();
        for (var one : received) {
            if (one instanceof PositionReport report && known.add(report.truck())) {
                names.add(report.truck());
            }
        }
        if (!names.isEmpty()) {
            imports.createTrucks(id, names);
        }
    }

    private static String failure(Exception e) {
        return e instanceof CsvParseException
                ? "The file cannot be read on as CSV: a quote may not be closed, or a line is longer than 64 kB."
                : "The file cannot be read to its end: it may be cut short or damaged.";
    }
}
