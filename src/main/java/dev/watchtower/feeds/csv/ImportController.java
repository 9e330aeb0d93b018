package dev.watchtower.feeds.csv;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.IntakeLedger;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports of position files over HTTP. */
@Tag(name = "Imports")
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
    private static final int LONGEST_NAME = 200;
    private static final int ERRORS = 1_000;

    /** The parts of an upload, for the API document. */
    record ImportRequest(
            @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
            String file,

            boolean createTrucks,
            @Nullable String timeZone,
            @Nullable String mapping) {}

    /**
     * An import as answered.
     *
     * @param progress from 0 to 1
     * @param rejected how many lines were refused
     * @param rejectedListed how many of these are listed, by number and reason; 0 in lists
     * @param errors the first thousand of these; empty in lists
     * @param failure why it failed
     */
    record ImportBody(
            UUID id,
            String fileName,
            long sizeBytes,
            PositionImport.Status status,
            double progress,
            long accepted,
            long duplicates,
            long rejected,
            long rejectedListed,
            int createdTrucks,
            List<RefusedLine> errors,
            @Nullable String failure,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    private final Imports imports;
    private final IntakeLedger ledger;
    private final WishesReader wishes;

    ImportController(Imports imports, IntakeLedger ledger, WishesReader wishes) {
        this.imports = imports;
        this.ledger = ledger;
        this.wishes = wishes;
    }

    @PostMapping(path = "/positions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = ImportRequest.class)))
    ResponseEntity<ImportBody> importPositions(
            @Parameter(hidden = true) @RequestPart MultipartFile file,
            @Parameter(hidden = true) @RequestParam(defaultValue = "false") boolean createTrucks,
            @Parameter(hidden = true) @RequestParam(required = false) @Nullable String timeZone,
            @Parameter(hidden = true) @RequestParam(required = false) @Nullable String mapping)
            throws IOException {
        if (file.isEmpty()) {
            throw Problem.badField("file", "is empty");
        }
        try (var content = file.getInputStream()) {
            var added = imports.add(name(file), content, wishes.read(createTrucks, timeZone, mapping));
            return ResponseEntity.accepted().body(body(added));
        }
    }

    @GetMapping
    ListPage<ImportBody> listImports(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        var query = new ListQuery(limit, cursor, sort, ImportRepository.SORTS, ImportRepository.STANDARD_SORT);
        var page = imports.page(query);
        var counts =
                ledger.progress(page.items().stream().map(PositionImport::id).toList());
        return new ListPage<>(
                page.items().stream()
                        .map(found -> body(found, Objects.requireNonNull(counts.get(found.id())), 0, List.of()))
                        .toList(),
                page.next());
    }

    @GetMapping("/{id}")
    ImportBody getImport(@PathVariable UUID id) {
        return body(imports.get(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelImport(@PathVariable UUID id) {
        imports.cancel(id);
    }

    private ImportBody body(PositionImport found) {
        var counts = ledger.progress(found.id()); // before the list, so that this never seems shorter than it is
        var refused = ledger.refusals(found.id(), 0, ERRORS).stream()
                .map(refusal -> new RefusedLine(refusal.place(), refusal.reason()))
                .toList();
        var listed = refused.size() < ERRORS ? refused.size() : ledger.refusalsKept(found.id());
        return body(found, counts, listed, refused);
    }

    private static ImportBody body(
            PositionImport found, IntakeLedger.Progress counts, long listed, List<RefusedLine> refused) {
        var progress = found.status() == PositionImport.Status.DONE
                ? 1
                : Math.min(1, found.readBytes() / (double) Math.max(1, found.sizeBytes()));
        return new ImportBody(
                found.id(),
                found.fileName(),
                found.sizeBytes(),
                found.status(),
                progress,
                counts.accepted(),
                counts.duplicates(),
                counts.rejected(),
                listed,
                found.createdTrucks(),
                refused,
                found.failure(),
                found.createdAt(),
                found.finishedAt());
    }

    /** The name is only shown, never used as a path. */
    private static String name(MultipartFile file) {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "positions.csv")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return name.isEmpty() ? "positions.csv" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
