package dev.watchtower.identity.members;

import dev.watchtower.identity.Permission;
import dev.watchtower.identity.Role;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Invitations as stored. */
@Repository
class InvitationRepository {
    static final String STANDARD_SORT = "-createdAt";
    static final Map<String, ListQuery.Sort> SORTS = Map.of("createdAt", ListQuery.Sort.time("i.created_at"));

    private static final String OPEN = """
            select i.id, i.email, i.role, i.invited_by, u.name as invited_by_name, m.role as inviters_role, i.created_at,
                i.expires_at%s
            from invitations i left join users u on u.id = i.invited_by
                left join memberships m on m.organization_id = i.organization_id and m.user_id = i.invited_by
                    and m.deactivated_at is null
            where i.accepted_at is null and i.revoked_at is null""";

    /** Where a link's token leads. */
    record Target(UUID organization, UUID invitation) {}

    /** @param invitedBy null where it was no person, as it could be once */
    record Open(Invitation invitation, @Nullable UUID invitedBy) {}

    private final JdbcClient jdbc;

    InvitationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open invitation with this token; needs no tenancy. */
    Optional<Target> find(byte[] tokenHash, Instant now) {
        return jdbc.sql("select organization_id, invitation_id from find_invitation(:hash, :now)")
                .param("hash", tokenHash)
                .param("now", utc(now))
                .query((row, n) -> new Target(
                        row.getObject("organization_id", UUID.class), row.getObject("invitation_id", UUID.class)))
                .optional();
    }

    /** One that is open, and that nobody else changes until this transaction ends. */
    Optional<Open> lock(UUID id) {
        return jdbc.sql(OPEN.formatted("") + " and i.id = :id for no key update of i")
                .param("id", id)
                .query((row, n) -> new Open(read(row), row.getObject("invited_by", UUID.class)))
                .optional();
    }

    /** As {@link #lock}, the one for this address. */
    Optional<Open> lockFor(String email) {
        return jdbc.sql(OPEN.formatted("") + " and i.email = :email for no key update of i")
                .param("email", email)
                .query((row, n) -> new Open(read(row), row.getObject("invited_by", UUID.class)))
                .optional();
    }

    ListPage<Invitation> page(ListQuery query) {
        var rows = jdbc.sql(OPEN.formatted(", " + query.keyColumn())
                        + query.afterCursor("i.id")
                        + query.orderAndLimit("i.id"))
                .params(query.parameters())
                .query((row, n) -> {
                    var invitation = read(row);
                    return new ListQuery.Row<>(invitation, invitation.id(), row.getString("sort_key"));
                })
                .list();
        return query.page(rows, Function.identity());
    }

    int countOpen(Instant now) {
        return jdbc.sql("""
                        select count(*) from invitations
                        where accepted_at is null and revoked_at is null and expires_at > :now""").param("now", utc(now)).query(Integer.class).single();
    }

    /** When the so-manyth newest invitation of this address was made, whatever became of it. */
    Optional<Instant> fromLast(int count, String email) {
        return jdbc.sql("""
                        select created_at from invitations where email = :email
                        order by created_at desc limit 1 offset :count - 1""")
                .param("email", email)
                .param("count", count)
                .query((row, n) ->
                        row.getObject("created_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** @param tokenHash null: it is made when the mail is sent */
    void insert(Invitation invitation, UUID invitedBy, byte @Nullable [] tokenHash) {
        jdbc.sql("""
                        insert into invitations (id, organization_id, email, role, invited_by, token_hash, expires_at,
                            created_at, updated_at)
                        values (:id, :organization, :email, :role, :invitedBy, :hash, :expiresAt, :now, :now)""")
                .param("id", invitation.id())
                .param("organization", Tenancy.organization())
                .param("email", invitation.email())
                .param("role", invitation.role().name())
                .param("invitedBy", invitedBy)
                .param("hash", tokenHash)
                .param("expiresAt", utc(invitation.expiresAt()))
                .param("now", utc(invitation.createdAt()))
                .update();
    }

    void keepToken(UUID id, byte[] tokenHash) {
        jdbc.sql("update invitations set token_hash = :hash, updated_at = now() where id = :id")
                .param("id", id)
                .param("hash", tokenHash)
                .update();
    }

    void accepted(UUID id, Instant now) {
        jdbc.sql("update invitations set accepted_at = :now, updated_at = :now where id = :id")
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    void revoke(UUID id, Instant now) {
        jdbc.sql("update invitations set revoked_at = :now, updated_at = :now where id = :id")
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    /** Forgets those that expired before. */
    void removeExpiredBefore(Instant moment) {
        jdbc.sql("delete from invitations where expires_at < :moment")
                .param("moment", utc(moment))
                .update();
    }

    private static Invitation read(ResultSet row) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getString("invited_by_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                mayGive(row.getString("inviters_role"), Role.valueOf(row.getString("role"))));
    }

    /** What someone gives away is not worth more than he is. */
    private static boolean mayGive(@Nullable String inviter, Role role) {
        var may = inviter == null ? Set.<Permission>of() : Role.valueOf(inviter).permissions();
        return may.contains(Permission.MEMBERS_WRITE) && may.containsAll(role.permissions());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
