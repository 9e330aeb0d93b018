package dev.watchtower.identity.members;

import dev.watchtower.identity.Role;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SingleLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations over HTTP, at both ends. */
@Tag(name = "Members")
@RestController
class InvitationController {

    record InvitationRequest(
            @NotBlank(message = "must not be empty")
            @Email(message = "must be an e-mail address")
            @Pattern(regexp = "[\\x20-\\x7e]{0,254}", message = "must be an e-mail address")
            String email,

            @NotNull(message = "must not be empty") Role role) {}

    /** @param path of the page that the link opens, to be sent by hand; null where it was mailed. It is never told again. */
    record NewInvitation(
            UUID id,
            String email,
            Role role,
            Instant expiresAt,
            @Nullable String path) {}

    record TokenRequest(
            @NotNull(message = "must not be empty") String token) {}

    /** @param name and password, of a new person; without both, the person who has signed in joins */
    record JoinRequest(
            @NotNull(message = "must not be empty") String token,
            @SingleLine(max = 100) @Nullable String name,
            @Nullable String password) {}

    private final Invitations invitations;
    private final Joining joining;

    InvitationController(Invitations invitations, Joining joining) {
        this.invitations = invitations;
        this.joining = joining;
    }

    @Operation(
            summary = "Invite someone by e-mail",
            description =
                    "The link is mailed; where mail is not set up, the answer holds its path. It works for 7 days,"
                            + " once. An earlier invitation of the same address ends.")
    @PostMapping("/api/v1/members")
    @ResponseStatus(HttpStatus.CREATED)
    NewInvitation inviteMember(@Valid @RequestBody InvitationRequest request) {
        var made = invitations.add(request.email(), request.role());
        var invitation = made.invitation();
        return new NewInvitation(
                invitation.id(), invitation.email(), invitation.role(), invitation.expiresAt(), made.path());
    }

    @Operation(summary = "The invitations that nobody has accepted yet")
    @GetMapping("/api/v1/invitations")
    ListPage<Invitation> listInvitations(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return invitations.page(
                new ListQuery(limit, cursor, sort, InvitationRepository.SORTS, InvitationRepository.STANDARD_SORT));
    }

    @DeleteMapping("/api/v1/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeInvitation(@PathVariable UUID id) {
        invitations.revoke(id);
    }

    @Operation(summary = "What an invitation's link offers; no access token is needed")
    @SecurityRequirements
    @PostMapping("/api/v1/invitations/offer")
    Joining.Offer lookAtInvitation(@Valid @RequestBody TokenRequest request) {
        return joining.look(request.token());
    }

    @Operation(
            summary = "Join by an invitation's link",
            description = "A new person gives a name and a password. Who has an account sends the access token of a"
                    + " session, and neither.")
    @SecurityRequirements
    @PostMapping("/api/v1/invitations/accept")
    Joining.Joined acceptInvitation(
            @AuthenticationPrincipal @Nullable Jwt token, @Valid @RequestBody JoinRequest request) {
        if (request.name() == null && request.password() == null && token != null) {
            return joining.asKnownPerson(request.token());
        }
        if (request.name() == null || request.name().isBlank()) {
            throw Problem.badField("name", "must not be empty");
        }
        if (request.password() == null) {
            throw Problem.badField("password", "must not be empty");
        }
        return joining.asNewPerson(request.token(), request.name(), request.password());
    }
}
