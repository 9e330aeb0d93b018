package dev.watchtower.tracking.sharing;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.SingleLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links to trucks, for those who give them out. */
@Tag(name = "Sharing")
@RestController
class ShareController {
    record ShareRequest(
            @NotNull(message = "must not be empty") Instant expiresAt,
            @SingleLine(max = 200) @Nullable String note) {}

    /** @param path of the page that the link opens; it holds the token, and is never told again */
    record NewShare(UUID id, String path, @Nullable String note, Instant createdAt, Instant expiresAt) {}

    private final Shares shares;

    ShareController(Shares shares) {
        this.shares = shares;
    }

    @Operation(
            summary = "Make a link by which someone without an account watches this truck",
            description = "It works for a minute to 30 days. The token in its path is told this once.")
    @PostMapping("/api/v1/trucks/{id}/shares")
    @ResponseStatus(HttpStatus.CREATED)
    NewShare shareTruck(@PathVariable UUID id, @Valid @RequestBody ShareRequest request) {
        var made = shares.add(id, request.expiresAt(), request.note());
        var link = made.link();
        return new NewShare(link.id(), "/share/" + made.token(), link.note(), link.createdAt(), link.expiresAt());
    }

    @Operation(summary = "The links to this truck; with live, only those that work")
    @GetMapping("/api/v1/trucks/{id}/shares")
    ListPage<ShareLink> listShares(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean live,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return shares.page(
                id, live, new ListQuery(limit, cursor, sort, ShareRepository.SORTS, ShareRepository.STANDARD_SORT));
    }

    @Operation(summary = "End a link at once")
    @DeleteMapping("/api/v1/shares/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeShare(@PathVariable UUID id) {
        shares.revoke(id);
    }
}
