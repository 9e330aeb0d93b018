package dev.watchtower.identity;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Organizations as they are managed: one's own, and for the platform's administrators all of them. */
@Service
class ManagedOrganizations {
    static final String STANDARD_SORT = "name";
    static final Map<String, ListQuery.Sort> SORTS =
            Map.of("name", ListQuery.Sort.text("o.name"), "createdAt", ListQuery.Sort.time("o.created_at"));

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final Users users;
    private final Audit audit;
    private final TransactionTemplate transaction;

    ManagedOrganizations(
            JdbcClient jdbc, Organizations organizations, Users users, Audit audit, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.users = users;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** All of the platform. */
    ListPage<Organization> page(ListQuery query) {
        Access.require(Permission.ORGANIZATIONS_READ);
        var organization = new SimplePropertyRowMapper<>(Organization.class);
        var rows = jdbc.sql("select o.*, " + query.keyColumn() + " from organizations_of_platform(:asker) o where true"
                        + query.afterCursor("o.id") + query.orderAndLimit("o.id"))
                .params(query.parameters())
                .param("asker", Access.person().user())
                .query((row, n) -> {
                    var found = organization.mapRow(row, n);
                    return new ListQuery.Row<>(found, found.id(), row.getString("sort_key"));
                })
                .list();
        return query.page(rows, Function.identity());
    }

    /** @throws Problem 404 where there is no such organization, or it is another one than the asker's */
    Organization get(UUID id) {
        ask(id, Permission.SETTINGS_READ, Permission.ORGANIZATIONS_READ);
        return id.equals(Tenancy.organization()) ? organizations.current() : ofPlatform(id);
    }

    /** Makes an organization; who makes it is its owner. */
    Organization add(OrganizationRequest request) {
        Access.require(Permission.ORGANIZATIONS_WRITE);
        var owner = Access.person().user();
        var organization = request.as(Ids.next());
        Tenancy.run(
                organization.id(),
                () -> transaction.executeWithoutResult(status -> {
                    organizations.add(organization);
                    users.addMember(owner, Role.OWNER);
                    audit.recordBy(owner, "organization.create", "organization", organization.id(), null, organization);
                }));
        return organization;
    }

    /** @throws Problem 404 where there is no such organization, or it is another one than the asker's */
    Organization change(UUID id, OrganizationRequest request) {
        ask(id, Permission.ORGANIZATION_WRITE, Permission.ORGANIZATIONS_WRITE);
        if (!id.equals(Tenancy.organization())) {
            ofPlatform(id);
        }
        var organization = request.as(id);
        var access = Access.current();
        Tenancy.run(
                id,
                () -> transaction.executeWithoutResult(status -> {
                    var before = organizations.current();
                    organizations.change(organization);
                    audit.recordAs(access, "organization.update", "organization", id, before, organization);
                }));
        return organization;
    }

    /** For one's own organization one permission is enough, for another the other is needed. */
    private static void ask(UUID id, Permission own, Permission any) {
        if (!Access.permits(any)) {
            Access.require(own);
            if (!id.equals(Tenancy.organization())) {
                throw Problem.notFound("organization");
            }
        }
    }

    private Organization ofPlatform(UUID id) {
        return jdbc.sql("select " + Organizations.COLUMNS + " from organizations_of_platform(:asker) where id = :id")
                .param("asker", Access.person().user())
                .param("id", id)
                .query(Organization.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("organization"));
    }
}
