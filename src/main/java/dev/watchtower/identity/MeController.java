package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the asker is. */
@Tag(name = "Signing in")
@RestController
class MeController {
    record Me(User user, Organization organization) {}

    private final Users users;
    private final Organizations organizations;

    MeController(Users users, Organizations organizations) {
        this.users = users;
        this.organizations = organizations;
    }

    @GetMapping("/api/v1/me")
    @Transactional(readOnly = true)
    public Me me() {
        var user = users.byId(Access.person().user()).orElseThrow(() -> Problem.notFound("user"));
        return new Me(user, organizations.current());
    }
}
