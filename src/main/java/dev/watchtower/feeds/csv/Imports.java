package dev.watchtower.feeds.csv;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import de.siegmar.fastcsv.reader.CsvParseException;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.IntakeLedger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The imports of the organization on whose behalf the thread works. */
@Service
class Imports {
    private static final int MOST_CREATED_TRUCKS = 10_000;

    private final ImportRepository repository;
    private final ImportFiles files;
    private final IntakeLedger ledger;
    private final Trucks trucks;
    private final SchedulerClient scheduler;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Imports(
            ImportRepository repository,
            ImportFiles files,
            IntakeLedger ledger,
            Trucks trucks,
            SchedulerClient scheduler,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.files = files;
        this.ledger = ledger;
        this.trucks = trucks;
        this.scheduler = scheduler;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Keeps the file and queues its reading; when this returns, both survive a crash.
     *
     * @throws Problem 422 where the file cannot be read or lacks a column, 503 where it cannot be kept
     */
    PositionImport add(String fileName, InputStream content, Wishes wishes) {
        mayImport(wishes);
        var id = Ids.next();
        try {
            var size = files.keep(id, content);
            var added = new PositionImport(
                    id,
                    fileName,
                    size,
                    PositionImport.Status.QUEUED,
                    wishes.createTrucks(),
                    columns(id, wishes.mapping()),
                    wishes.zone() == null ? null : wishes.zone().getId(),
                    0,
                    0,
                    null,
                    null,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            transaction.executeWithoutResult(status -> {
                repository.insert(added);
                ledger.open(id);
                var data = new ImportJob.Data(Tenancy.organization(), id);
                scheduler.scheduleIfNotExists(
                        ImportJob.TASK.instance(id.toString()).data(data).scheduledTo(added.createdAt()));
                audit.record("import.create", "import", id, null, added);
            });
            return added;
        } catch (RuntimeException e) {
            files.delete(id);
            throw e;
        }
    }

    @Transactional(readOnly = true)
    public PositionImport get(UUID id) {
        Access.require(Permission.IMPORTS_READ);
        return existing(id);
    }

    @Transactional(readOnly = true)
    public ListPage<PositionImport> page(ListQuery query) {
        Access.require(Permission.IMPORTS_READ);
        return repository.page(query);
    }

    /**
     * Has the reading stopped where it is; what was stored stays.
     *
     * @throws Problem 409 where it has ended by itself
     */
    @Transactional
    public void cancel(UUID id) {
        Access.require(Permission.IMPORTS_WRITE);
        var status = existing(id).status();
        if (!end(id, PositionImport.Status.CANCELLED, null) && status != PositionImport.Status.CANCELLED) {
            throw Problem.of(HttpStatus.CONFLICT, "import-ended", "This import has ended already.");
        }
        audit.record("import.cancel", "import", id, null, null);
    }

    /** Marks the import as being read; false when there is nothing to do any more. */
    @Transactional
    public boolean begin(UUID id) {
        return repository.move(id, PositionImport.Status.RUNNING, null, null);
    }

    /** Marks the import as ended; false when it was before. */
    @Transactional
    public boolean end(UUID id, PositionImport.Status status, @Nullable String failure) {
        return repository.move(id, status, failure, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Keeps how far the file was read; false when the import was cancelled meanwhile. */
    @Transactional
    public boolean goOn(UUID id, long readBytes) {
        repository.keepProgress(id, readBytes);
        return !existing(id).status().ended();
    }

    /** Adds the trucks that are missing, up to a number that no real fleet reaches. */
    @Transactional
    public void createTrucks(UUID id, Collection<String> numbers) {
        var room = MOST_CREATED_TRUCKS - existing(id).createdTrucks();
        var created = trucks.addMissing(numbers.stream().limit(room).toList());
        repository.addCreatedTrucks(id, created);
        if (created > 0) {
            audit.record("import.create-trucks", "import", id, null, Map.of("createdTrucks", created));
        }
    }

    /** @throws Problem 403 for who may not import, or not have it make trucks */
    static void mayImport(Wishes wishes) {
        Access.require(Permission.IMPORTS_WRITE);
        if (wishes.createTrucks()) {
            Access.require(Permission.TRUCKS_WRITE);
        }
    }

    private PositionImport existing(UUID id) {
        return repository.find(id).orElseThrow(() -> Problem.notFound("import"));
    }

    private Columns columns(UUID id, Map<String, String> mapping) {
        try (var upload = UploadedBytes.open(files.of(id));
                var file = CsvFile.of(upload)) {
            var columns = Columns.of(file.delimiter(), file.header(), mapping);
            columns.refuseMissing(file.header());
            return columns;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable();
        }
    }

    static Problem unreadable() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "import-unreadable",
                "The file cannot be read: it must hold lines of CSV text, plain or gzip. Save a spreadsheet as CSV first.");
    }
}
