package dev.watchtower.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** New passwords: by the present one, or by a link for who forgot it. */
@Tag(name = "Signing in")
@RestController
class PasswordController {
    record ChangeRequest(
            @NotNull String currentPassword, @NotNull String newPassword) {}

    /** @param username user name or e-mail, as for signing in */
    record ForgottenRequest(@NotNull @Size(max = 320) String username) {}

    /** @param token from the link */
    record ResetRequest(@NotNull String token, @NotNull String newPassword) {}

    private final PasswordChange passwords;
    private final ForgottenPasswords forgotten;

    PasswordController(PasswordChange passwords, ForgottenPasswords forgotten) {
        this.passwords = passwords;
        this.forgotten = forgotten;
    }

    @Operation(summary = "Changes your password; you are signed out everywhere else")
    @PutMapping("/api/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeMyPassword(@Valid @RequestBody ChangeRequest request) {
        passwords.change(request.currentPassword(), request.newPassword());
    }

    @Operation(
            summary = "Mails a link that sets a new password",
            description =
                    "Answered the same whether or not there is such an account. Nothing is mailed where no mail is"
                            + " set up: ask whoever administers the members for a link.")
    @SecurityRequirements
    @PostMapping("/api/v1/auth/forgot-password")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgotPassword(@Valid @RequestBody ForgottenRequest request) {
        forgotten.ask(request.username());
    }

    @Operation(summary = "Sets a new password by a link, once; you are signed out everywhere")
    @SecurityRequirements
    @PostMapping("/api/v1/auth/reset-password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(@Valid @RequestBody ResetRequest request) {
        passwords.reset(request.token(), request.newPassword());
    }
}
