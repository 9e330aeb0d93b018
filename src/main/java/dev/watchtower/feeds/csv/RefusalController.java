package dev.watchtower.feeds.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.watchtower.identity.Audit;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SpreadsheetCell;
import dev.watchtower.tracking.IntakeLedger;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lines that an import refused, each with its number and the reason. */
@Tag(name = "Imports")
@RestController
@RequestMapping("/api/v1/imports/{id}")
class RefusalController {
    private static final int MOST_AT_ONCE = 200;
    private static final int STEP = 5_000;

    private final Imports imports;
    private final IntakeLedger ledger;
    private final Audit audit;

    RefusalController(Imports imports, IntakeLedger ledger, Audit audit) {
        this.imports = imports;
        this.ledger = ledger;
        this.audit = audit;
    }

    @GetMapping("/refusals")
    ListPage<RefusedLine> listRefusals(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw Problem.badField("limit", "must be from 1 to " + MOST_AT_ONCE);
        }
        imports.get(id);
        var lines = lines(id, cursor == null ? 0 : line(cursor), limit + 1);
        return lines.size() > limit
                ? new ListPage<>(
                        lines.subList(0, limit), Long.toString(lines.getLast().line()))
                : new ListPage<>(lines, null);
    }

    @GetMapping(path = "/refusals.csv", produces = "text/csv")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void downloadRefusals(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var name = imports.get(id).fileName().replaceFirst("(?i)(\\.(csv|txt|gz))+$", "") + "-refused.csv";
        audit.record("import.export-refusals", "import", id, null, null);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord("line", "reason");
            for (var lines = lines(id, 0, STEP); !lines.isEmpty(); ) {
                lines.forEach(line -> csv.writeRecord(Long.toString(line.line()), SpreadsheetCell.of(line.reason())));
                lines = lines(id, lines.getLast().line() + 1, STEP);
            }
        }
    }

    private static long line(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.badField("cursor", "is not one that this list gave out");
        }
    }

    private List<RefusedLine> lines(UUID id, long from, int limit) {
        return ledger.refusals(id, from, limit).stream()
                .map(refusal -> new RefusedLine(refusal.place(), refusal.reason()))
                .toList();
    }
}
