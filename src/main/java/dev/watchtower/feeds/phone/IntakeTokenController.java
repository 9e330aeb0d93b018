package dev.watchtower.feeds.phone;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.SingleLine;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
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

/** The secret addresses that phones report to. */
@Tag(name = "Phones")
@RestController
@RequestMapping("/api/v1/intake-tokens")
class IntakeTokenController {
    record IntakeTokenRequest(
            @NotBlank(message = "must not be empty") @SingleLine(max = 64)
            String name) {}

    /**
     * A token just made; its secret is shown this once.
     *
     * @param path of the address on this server
     */
    record NewIntakeToken(UUID id, String name, Instant createdAt, String token, String path) {}

    private final IntakeTokens tokens;

    IntakeTokenController(IntakeTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    ListPage<IntakeTokens.IntakeToken> listIntakeTokens(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return tokens.page(new ListQuery(limit, cursor, sort, IntakeTokens.SORTS, IntakeTokens.STANDARD_SORT));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewIntakeToken addIntakeToken(@Valid @RequestBody IntakeTokenRequest request) {
        var made = tokens.add(request.name().strip(), null);
        return new NewIntakeToken(
                made.token().id(),
                made.token().name(),
                made.token().createdAt(),
                made.secret(),
                "/osmand/" + made.secret());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeIntakeToken(@PathVariable UUID id) {
        tokens.revoke(id);
    }
}
