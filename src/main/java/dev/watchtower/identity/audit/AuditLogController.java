package dev.watchtower.identity.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.SpreadsheetCell;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The audit log over HTTP. */
@Tag(name = "Audit log")
@RestController
class AuditLogController {
    private static final String[] COLUMNS = {
        "at",
        "actorKind",
        "actorId",
        "actorName",
        "address",
        "requestId",
        "action",
        "refused",
        "subjectKind",
        "subjectId",
        "before",
        "after",
        "also"
    };

    private final AuditLog log;
    private final JsonMapper json;

    AuditLogController(AuditLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    @Operation(
            summary = "Who did what, the newest first",
            description = "actor: an id, a name, system or stranger. action: such as truck.update, or its first word.")
    @GetMapping("/api/v1/audit-log")
    ListPage<AuditEntry> listAuditLog(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Boolean refused,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        var filter = new AuditFilter(actor, action, subject, refused, from, to, q);
        return log.page(filter, new ListQuery(limit, cursor, sort, AuditListing.SORTS, AuditListing.STANDARD_SORT));
    }

    @Operation(summary = "The same rows as a file; that it was taken is in the log, too")
    @GetMapping(path = "/api/v1/audit-log.csv", produces = "text/csv")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void downloadAuditLog(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Boolean refused,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String q,
            HttpServletResponse response)
            throws IOException {
        var filter = new AuditFilter(actor, action, subject, refused, from, to, q);
        log.export(filter);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\"");
        try (var csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord(COLUMNS);
            for (var rows = log.next(null, filter); !rows.isEmpty(); rows = log.next(rows.getLast(), filter)) {
                rows.forEach(entry -> csv.writeRecord(cells(entry)));
            }
        }
    }

    private String[] cells(AuditEntry entry) {
        return Stream.of(
                        entry.at().toString(),
                        entry.actorKind().name().toLowerCase(Locale.ROOT),
                        text(entry.actorId()),
                        entry.actorName(),
                        text(entry.address()),
                        text(entry.requestId()),
                        entry.action(),
                        Boolean.toString(entry.refused()),
                        entry.subjectKind(),
                        text(entry.subjectId()),
                        entry.before() == null ? "" : json.writeValueAsString(entry.before()),
                        entry.after() == null ? "" : json.writeValueAsString(entry.after()),
                        entry.also().isEmpty() ? "" : json.writeValueAsString(entry.also()))
                .map(SpreadsheetCell::of)
                .toArray(String[]::new);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
