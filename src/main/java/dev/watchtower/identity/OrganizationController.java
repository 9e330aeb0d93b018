package dev.watchtower.identity;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Organizations over HTTP. */
@Tag(name = "Organizations")
@RestController
@RequestMapping("/api/v1/organizations")
class OrganizationController {
    private final ManagedOrganizations organizations;

    OrganizationController(ManagedOrganizations organizations) {
        this.organizations = organizations;
    }

    @Operation(summary = "All organizations of this platform, for its administrators")
    @GetMapping
    ListPage<Organization> listOrganizations(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return organizations.page(
                new ListQuery(limit, cursor, sort, ManagedOrganizations.SORTS, ManagedOrganizations.STANDARD_SORT));
    }

    @Operation(summary = "Make an organization, whose owner you are then")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Organization> addOrganization(@Valid @RequestBody OrganizationRequest request) {
        var organization = organizations.add(request);
        return ResponseEntity.created(URI.create("/api/v1/organizations/" + organization.id()))
                .body(organization);
    }

    @GetMapping("/{id}")
    Organization getOrganization(@PathVariable UUID id) {
        return organizations.get(id);
    }

    @PutMapping("/{id}")
    Organization changeOrganization(@PathVariable UUID id, @Valid @RequestBody OrganizationRequest request) {
        return organizations.change(id, request);
    }
}
