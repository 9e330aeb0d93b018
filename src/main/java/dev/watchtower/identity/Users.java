package dev.watchtower.identity;

import dev.watchtower.platform.Tenancy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Users and what they belong to, as stored. */
@Repository
class Users {
    /** A user name or e-mail as typed leads to these, before the organization is known. */
    record Found(UUID user, UUID organization) {}

    /** An organization that a person belongs to. */
    record Belonging(UUID id, String name, Role role) {}

    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Found> find(String login) {
        return jdbc.sql("select user_id, organization_id from find_login(:login)")
                .param("login", login.strip().toLowerCase(Locale.ROOT))
                .query((row, n) ->
                        new Found(row.getObject("user_id", UUID.class), row.getObject("organization_id", UUID.class)))
                .optional();
    }

    Optional<User> byId(UUID id) {
        return jdbc.sql("select id, name, user_name, email from users where id = :id")
                .param("id", id)
                .query(User.class)
                .optional();
    }

    /** Has this transaction go on alone with the person, until it ends; false where there is none. */
    boolean lock(UUID id) {
        return jdbc.sql("select id from users where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    Optional<String> passwordHash(UUID id) {
        return jdbc.sql("select password_hash from users where id = :id")
                .param("id", id)
                .query((row, n) -> row.getString(1))
                .optional();
    }

    void setPasswordHash(UUID id, String hash) {
        jdbc.sql("update users set password_hash = :hash, updated_at = now() where id = :id")
                .param("id", id)
                .param("hash", hash)
                .update();
    }

    /** Adds the person, and makes him a member of this thread's organization. */
    void add(User user, String passwordHash, Role role) {
        jdbc.sql("""
                        insert into users (id, name, user_name, email, password_hash)
                        values (:id, :name, :userName, :email, :hash)""")
                .param("id", user.id())
                .param("name", user.name())
                .param("userName", user.userName())
                .param("email", user.email())
                .param("hash", passwordHash)
                .update();
        addMember(user.id(), role);
    }

    /** Makes a person who is there a member of this thread's organization. */
    void addMember(UUID user, Role role) {
        jdbc.sql("insert into memberships (organization_id, user_id, role) values (:organization, :user, :role)")
                .param("organization", Tenancy.organization())
                .param("user", user)
                .param("role", role.name())
                .update();
    }

    /** What the person is in this thread's organization; empty for who is no member of it, or not any more. */
    Optional<Role> role(UUID user) {
        return jdbc.sql("select role from memberships where user_id = :user and deactivated_at is null")
                .param("user", user)
                .query((row, n) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    boolean isPlatformAdministrator(UUID user) {
        return jdbc.sql("select platform_administrator from users where id = :id")
                .param("id", user)
                .query(Boolean.class)
                .single();
    }

    void rename(UUID user, String name) {
        jdbc.sql("update users set name = :name, updated_at = now() where id = :id")
                .param("id", user)
                .param("name", name)
                .update();
    }

    /** Needs no tenancy. */
    List<Belonging> organizations(UUID user) {
        return jdbc.sql(
                        "select organization_id, name, role from organizations_of(:user) order by name, organization_id")
                .param("user", user)
                .query((row, n) -> new Belonging(
                        row.getObject("organization_id", UUID.class),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))))
                .list();
    }

    /** The first user there is becomes the platform's administrator; nobody else ever does. */
    void appointFirstAdministrator() {
        jdbc.sql("select appoint_first_administrator()").query(row -> {});
    }
}
