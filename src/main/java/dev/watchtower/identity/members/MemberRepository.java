package dev.watchtower.identity.members;

import dev.watchtower.identity.Role;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members of this thread's organization, as stored. */
@Repository
class MemberRepository {
    static final String STANDARD_SORT = "name";
    static final Map<String, ListQuery.Sort> SORTS =
            Map.of("name", ListQuery.Sort.text("u.name"), "joinedAt", ListQuery.Sort.time("m.created_at"));

    private static final String MEMBERS = """
            select u.id, u.name, u.email, m.role, m.created_at, m.last_signed_in_at, m.deactivated_at%s
            from memberships m join users u on u.id = m.user_id where true""";

    private final JdbcClient jdbc;

    MemberRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ListPage<Member> page(ListQuery query) {
        var rows = jdbc.sql(MEMBERS.formatted(", " + query.keyColumn())
                        + query.afterCursor("u.id")
                        + query.orderAndLimit("u.id"))
                .params(query.parameters())
                .query((row, n) -> {
                    var member = read(row);
                    return new ListQuery.Row<>(member, member.id(), row.getString("sort_key"));
                })
                .list();
        return query.page(rows, Function.identity());
    }

    /** The member, whom nobody else changes until this transaction ends. */
    Optional<Member> lock(UUID id) {
        return jdbc.sql(MEMBERS.formatted("") + " and u.id = :id for no key update of m")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Member> byEmail(String email) {
        return jdbc.sql(MEMBERS.formatted("") + " and u.email = :email")
                .param("email", email)
                .query((row, n) -> read(row))
                .optional();
    }

    String email(UUID id) {
        return jdbc.sql("select email from users where id = :id")
                .param("id", id)
                .query((row, n) -> row.getString("email"))
                .single();
    }

    /** Adds a person who can sign in from now on. */
    void addPerson(UUID id, String name, String email, String passwordHash) {
        jdbc.sql("insert into users (id, name, email, password_hash) values (:id, :name, :email, :hash)")
                .param("id", id)
                .param("name", name)
                .param("email", email)
                .param("hash", passwordHash)
                .update();
    }

    /** Makes a person a member; false where he was one before. */
    boolean join(UUID person, Role role) {
        return jdbc.sql("""
                        insert into memberships (organization_id, user_id, role) values (:organization, :user, :role)
                        on conflict do nothing""")
                        .param("organization", Tenancy.organization())
                        .param("user", person)
                        .param("role", role.name())
                        .update()
                == 1;
    }

    void changeRole(UUID id, Role role) {
        jdbc.sql("update memberships set role = :role, updated_at = now() where user_id = :id")
                .param("id", id)
                .param("role", role.name())
                .update();
    }

    /** @param since null: he is active again */
    void deactivate(UUID id, @Nullable Instant since) {
        jdbc.sql("update memberships set deactivated_at = :since, updated_at = now() where user_id = :id")
                .param("id", id)
                .param("since", since == null ? null : since.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends the member's sessions in this organization; which ones. */
    List<UUID> endSessions(UUID id, Instant now) {
        return jdbc.sql("""
                        update sessions set ended_at = :now, updated_at = :now where user_id = :id and ended_at is null
                        returning id""")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private static Member read(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                perhaps(row, "last_signed_in_at"),
                perhaps(row, "deactivated_at"));
    }

    private static @Nullable Instant perhaps(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
