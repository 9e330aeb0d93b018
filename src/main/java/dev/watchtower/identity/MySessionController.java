package dev.watchtower.identity;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one is signed in. */
@Tag(name = "Signing in")
@RestController
@RequestMapping("/api/v1/me/sessions")
class MySessionController {
    private final MySessions sessions;

    MySessionController(MySessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    ListPage<MySessions.MySession> listMySessions(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return sessions.page(new ListQuery(limit, cursor, sort, MySessions.SORTS, MySessions.STANDARD_SORT));
    }

    @Operation(summary = "Signs out everywhere else")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endMyOtherSessions() {
        sessions.endOthers();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endMySession(@PathVariable UUID id) {
        sessions.end(id);
    }
}
