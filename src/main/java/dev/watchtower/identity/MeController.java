package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SingleLine;
import dev.watchtower.platform.Tenancy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who the asker is. */
@Tag(name = "Signing in")
@RestController
class MeController {
    /**
     * @param organization that he is signed in to
     * @param role in it
     * @param permissions that come with it, and with administering the platform
     * @param organizations that he belongs to
     */
    record Me(
            User user,
            Organization organization,
            Role role,
            List<Permission> permissions,
            List<Users.Belonging> organizations) {}

    record ProfileRequest(
            @NotBlank(message = "must not be empty") @SingleLine(max = 100)
            String name) {}

    private final Users users;
    private final Organizations organizations;
    private final Audit audit;

    MeController(Users users, Organizations organizations, Audit audit) {
        this.users = users;
        this.organizations = organizations;
        this.audit = audit;
    }

    @Operation(summary = "Who you are, and what you may do")
    @GetMapping("/api/v1/me")
    @Transactional(readOnly = true)
    public Me me() {
        var id = Access.person().user();
        var user = users.byId(id).orElseThrow(() -> Problem.notFound("user"));
        var belongings = users.organizations(id);
        var here = belongings.stream()
                .filter(one -> one.id().equals(Tenancy.organization()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("user"));
        return new Me(
                user,
                organizations.current(),
                here.role(),
                Access.current().permissions().stream().sorted().toList(),
                belongings);
    }

    @Operation(summary = "Change your name, in all organizations")
    @PutMapping("/api/v1/me")
    @Transactional
    public User changeMe(@Valid @RequestBody ProfileRequest request) {
        var id = Access.person().user();
        var before = users.byId(id).orElseThrow(() -> Problem.notFound("user"));
        users.rename(id, request.name().strip());
        var after = users.byId(id).orElseThrow(() -> Problem.notFound("user"));
        audit.record("user.update", "user", id, before, after);
        return after;
    }
}
