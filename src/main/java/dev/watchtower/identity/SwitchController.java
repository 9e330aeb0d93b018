package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets a person go from one of his organizations into another. */
@Tag(name = "Signing in")
@RestController
class SwitchController {
    /** @param clientId {@code page}: the refresh token travels in the cookie, as at a sign-in */
    record SwitchRequest(
            @NotNull(message = "must not be empty") UUID organizationId,
            @Nullable String clientId) {}

    private final Users users;
    private final Sessions sessions;
    private final TokenAnswers answers;
    private final TransactionTemplate transaction;

    SwitchController(Users users, Sessions sessions, TokenAnswers answers, TransactionTemplate transaction) {
        this.users = users;
        this.sessions = sessions;
        this.answers = answers;
        this.transaction = transaction;
    }

    @Operation(
            summary = "Go on in another of your organizations",
            description = "Answered as a sign-in is. The session in the organization before ends.")
    @PostMapping("/api/v1/auth/switch-organization")
    ResponseEntity<TokenAnswers.Token> switchOrganization(
            @Valid @RequestBody SwitchRequest request, HttpServletRequest http) {
        var person = Access.person();
        var before = new Asker(person.user(), Tenancy.organization(), person.session());
        var opened = Tenancy.in(
                request.organizationId(),
                () -> transaction.execute(status -> {
                    if (users.role(before.user()).isEmpty()) {
                        throw Problem.notFound("organization");
                    }
                    return sessions.openAfter(before, Caller.of(http));
                }));
        sessions.end(before);
        return answers.of(opened, TokenAnswers.PAGE.equals(request.clientId()), http);
    }
}
