package dev.watchtower.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Members")
@RestController
class MemberPasswordController {
    private final MemberPasswords passwords;

    MemberPasswordController(MemberPasswords passwords) {
        this.passwords = passwords;
    }

    @Operation(
            summary = "Makes a link by which a member sets a new password, once",
            description = "To be put behind the server's own address and handed to the member. It works for 24 hours.")
    @PostMapping("/api/v1/members/{id}/password-reset")
    @ResponseStatus(HttpStatus.CREATED)
    PasswordLinks.Link addPasswordLink(@PathVariable UUID id) {
        return passwords.addLink(id);
    }
}
