package dev.watchtower.identity.keys;

import dev.watchtower.identity.Permission;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.SingleLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys by which services act for the organization. */
@Tag(name = "API keys")
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {
    private static final int DAYS = 90;
    private static final int REQUESTS_PER_MINUTE = 600;
    private static final int OVERLAP_HOURS = 24;

    /**
     * @param scopes what it may do: permissions of the asker's own
     * @param requestsPerMinute how many are taken of it; 600 when left out. Positions are not counted
     * @param expiresInDays 90 when left out
     */
    record ApiKeyRequest(
            @NotBlank(message = "must not be empty") @SingleLine(max = 64)
            String name,

            @NotEmpty(message = "must name at least one permission")
            Set<Permission> scopes,

            @Min(1) @Max(100_000) @Nullable Integer requestsPerMinute,
            @Min(1) @Max(365) @Nullable Integer expiresInDays) {}

    /**
     * @param overlapHours for how long the secrets before go on working; 24 when left out, 0: they end at once
     * @param expiresInDays of the new secret; as long as the one before was given when left out
     */
    record RotationRequest(
            @Min(0) @Max(720) @Nullable Integer overlapHours,
            @Min(1) @Max(365) @Nullable Integer expiresInDays) {}

    /**
     * @param secret to be sent with requests; shown this once
     */
    record NewSecret(ApiKey key, String secret) {
        static NewSecret of(ApiKeys.Made made) {
            return new NewSecret(made.key(), made.secret());
        }
    }

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    ListPage<ApiKey> listApiKeys(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return keys.page(new ListQuery(limit, cursor, sort, ApiKeys.SORTS, ApiKeys.STANDARD_SORT));
    }

    @Operation(summary = "Makes a key; its secret is told this once")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewSecret addApiKey(@Valid @RequestBody ApiKeyRequest request) {
        return NewSecret.of(keys.add(
                request.name().strip(),
                request.scopes(),
                Objects.requireNonNullElse(request.requestsPerMinute(), REQUESTS_PER_MINUTE),
                Duration.ofDays(Objects.requireNonNullElse(request.expiresInDays(), DAYS))));
    }

    @Operation(summary = "Gives a key another secret, told this once; the one before works on for a while")
    @PostMapping("/{id}/rotate")
    NewSecret rotateApiKey(@PathVariable UUID id, @Valid @RequestBody RotationRequest request) {
        var overlap = Duration.ofHours(Objects.requireNonNullElse(request.overlapHours(), OVERLAP_HOURS));
        var days = request.expiresInDays();
        return NewSecret.of(keys.rotate(id, overlap, days == null ? null : Duration.ofDays(days)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeApiKey(@PathVariable UUID id) {
        keys.revoke(id);
    }
}
