package dev.watchtower.identity.members;

import dev.watchtower.identity.Role;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members over HTTP. */
@Tag(name = "Members")
@RestController
@RequestMapping("/api/v1/members")
class MemberController {
    record MemberRequest(
            @NotNull(message = "must not be empty") Role role) {}

    private final Members members;

    MemberController(Members members) {
        this.members = members;
    }

    @Operation(summary = "The members of your organization, deactivated ones included")
    @GetMapping
    ListPage<Member> listMembers(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return members.page(new ListQuery(limit, cursor, sort, MemberRepository.SORTS, MemberRepository.STANDARD_SORT));
    }

    @Operation(summary = "Give a member another role")
    @PutMapping("/{id}")
    Member changeMember(@PathVariable UUID id, @Valid @RequestBody MemberRequest request) {
        return members.changeRole(id, request.role());
    }

    @Operation(summary = "Deactivate a member; the sessions here end at once")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivateMember(@PathVariable UUID id) {
        members.deactivate(id);
    }

    @PostMapping("/{id}/reactivate")
    Member reactivateMember(@PathVariable UUID id) {
        return members.reactivate(id);
    }

    @Operation(summary = "End a member's sessions in your organization")
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessionsOfMember(@PathVariable UUID id) {
        members.endSessions(id);
    }
}
