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
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads an import's file into the positions, from the place where its ledger stands. */
@Component
class ImportWorker {
    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    private static final int STEP_LINES = 5_000;
    private static final Duration ROOM_CHECK = Duration.ofSeconds(1);

    /** Of several processes on one database each has the files that were uploaded to it. For so long one may be down. */
    private static final Duration ELSEWHERE_LIMIT = Duration.ofDays(1);

    /** Not now: the job is to be run again. */
    static final class Later extends RuntimeException {
        Later(String reason) {
            super(reason);
        }
    }

    private final Imports imports;
    private final ImportFiles files;
    private final IntakeLedger ledger;
    private final PositionIntake intake;
    private final Clock clock;

    ImportWorker(Imports imports, ImportFiles files, IntakeLedger ledger, PositionIntake intake, Clock clock) {
        this.imports = imports;
        this.files = files;
        this.ledger = ledger;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Works until the file's end, or until the import is cancelled.
     *
     * @throws Later when it cannot go on just now; to be called again
     */
    void work(UUID id, BooleanSupplier shuttingDown) {
        if (!imports.begin(id)) {
            files.delete(id);
            return;
        }
        var work = imports.get(id);
        if (!files.exists(id) && work.createdAt().isAfter(clock.instant().minus(ELSEWHERE_LIMIT))) {
            throw new Later("the file lies in another process's data folder");
        }
        try {
            if (read(work, shuttingDown)) {
                imports.end(id, PositionImport.Status.DONE, null);
            }
        } catch (Later e) {
            throw e;
        } catch (Problem e) {
            if (e.getStatusCode().is5xxServerError() && !e.passes()) {
                imports.end(id, PositionImport.Status.FAILED, "Its positions could not be stored. It has been noted.");
            } else {
                throw new Later(e.toString()); // cannot be stored just now, or another worker was quicker
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            log.info("import_failed import={} cause={}", id, e.toString());
            imports.end(id, PositionImport.Status.FAILED, failure(e));
        }
        files.delete(id);
    }

    /** Whether the file's end was reached. */
    private boolean read(PositionImport work, BooleanSupplier shuttingDown) throws IOException {
        var zone = work.timeZone() == null ? null : ZoneId.of(work.timeZone());
        var positions = new CsvPositions(work.columns(), new CsvTimes(zone));
        var place = ledger.progress(work.id()).place();
        var known = new HashSet<String>();
        try (var upload = UploadedBytes.open(files.of(work.id()));
                var file = CsvFile.of(upload)) {
            for (long skipped = 0; skipped < place && file.hasNext(); skipped++) {
                file.next();
            }
            while (file.hasNext()) {
                if (shuttingDown.getAsBoolean()) {
                    throw new Later("the program ends");
                }
                if (!intake.hasAmpleRoom()) {
                    LockSupport.parkNanos(ROOM_CHECK.toNanos());
                    if (!imports.goOn(work.id(), upload.readBytes())) {
                        return false;
                    }
                    continue;
                }
                var received = new ArrayList<Received>(STEP_LINES);
                var lines = new ArrayList<Long>(STEP_LINES);
                var fault = fill(file, positions, received, lines);
                if (work.createTrucks()) {
                    createTrucks(work.id(), received, known);
                }
                intake.accept(
                        Source.IMPORT, received, new Checkpoint(work.id(), place, place + received.size(), lines));
                place += received.size();
                if (fault != null) {
                    throw fault; // after what stands before it is stored
                }
                if (!imports.goOn(work.id(), upload.readBytes())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Reads the next step's lines; what makes the file unreadable from here on, if anything does. */
    private static @Nullable RuntimeException fill(
            CsvFile file, CsvPositions positions, List<Received> received, List<Long> lines) {
        try {
            while (received.size() < STEP_LINES && file.hasNext()) {
                var line = file.next();
                received.add(positions.read(line));
                lines.add(line.getStartingLineNumber());
            }
            return null;
        } catch (UncheckedIOException | CsvParseException e) {
            return e;
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

    /** Why a file cannot be read on, for its owner. */
    static String failure(Exception e) {
        return e instanceof CsvParseException
                ? "The file cannot be read on as CSV: a quote may not be closed, or a line is longer than 64 kB."
                : "The file cannot be read to its end: it may be cut short or damaged.";
    }
}
