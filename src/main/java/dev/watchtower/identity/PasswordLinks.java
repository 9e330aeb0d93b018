package dev.watchtower.identity;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links by which a person sets a new password, once; of several each works until one was used. */
@Component
class PasswordLinks {
    /** @param path of the page, with the token in it, which is kept nowhere */
    record Link(String path, Instant expiresAt) {}

    /** @param path as in {@link Link} */
    record Mailed(UUID user, String path) {}

    private final JdbcClient jdbc;
    private final Users users;
    private final Clock clock;

    PasswordLinks(JdbcClient jdbc, Users users, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Makes a link for a member of this thread's organization.
     *
     * @param maker who will hand it over
     */
    Link add(UUID user, UUID maker, Duration validity) {
        var token = Secrets.random();
        var expiry = clock.instant().plus(validity);
        insert(Ids.next(), Secrets.hash(token), user, maker, expiry);
        return new Link(path(token), expiry);
    }

    /** Makes a link that is mailed to the person, who alone gets to know it; its id. */
    UUID addForMail(UUID user, Duration validity) {
        var id = Ids.next();
        insert(id, null, user, null, clock.instant().plus(validity));
        return id;
    }

    /** The link's path, which works instead of any that it had; nothing where the link is over. */
    Optional<Mailed> renew(UUID id) {
        var token = Secrets.random();
        return jdbc.sql("""
                        update password_resets set hash = :hash, updated_at = :now
                        where id = :id and used_at is null and expires_at > :now returning user_id""")
                .param("id", id)
                .param("hash", Secrets.hash(token))
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> new Mailed(row.getObject("user_id", UUID.class), path(token)))
                .optional();
    }

    private void insert(UUID id, byte @Nullable [] hash, UUID user, @Nullable UUID maker, Instant expiry) {
        jdbc.sql("""
                        insert into password_resets (id, hash, organization_id, user_id, made_by, expires_at, created_at,
                            updated_at)
                        values (:id, :hash, :organization, :user, :maker, :expiresAt, :now, :now)""")
                .param("id", id)
                .param("hash", hash, Types.BINARY)
                .param("organization", Tenancy.organization())
                .param("user", user)
                .param("maker", maker, Types.OTHER)
                .param("expiresAt", timestamp(expiry))
                .param("now", timestamp(clock.instant()))
                .update();
    }

    /** Whose link has this token, while it works. Needs no tenancy. */
    Optional<Users.Found> find(String token) {
        return jdbc.sql("select user_id, organization_id from find_password_reset(:hash, :now)")
                .param("hash", Secrets.hash(token))
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> new Users.Found(
                        row.getObject("user_id", UUID.class), row.getObject("organization_id", UUID.class)))
                .optional();
    }

    /** Takes the link as used; false where it was before, or must not be used any more. */
    boolean use(String token, UUID user) {
        return jdbc.sql("""
                        update password_resets set used_at = :now, updated_at = :now
                        where hash = :hash and used_at is null returning made_by""")
                .param("hash", Secrets.hash(token))
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> Optional.ofNullable(row.getObject("made_by", UUID.class)))
                .optional()
                .filter(maker -> maker.isEmpty() || mayHandOver(permissions(maker.get()), user))
                .isPresent();
    }

    /** From now on none of the person's links works, whatever organization it was made in. */
    void endAll(UUID user) {
        jdbc.sql("select void_password_resets(:user, :now)")
                .param("user", user)
                .param("now", timestamp(clock.instant()))
                .query(row -> {});
    }

    /** How many were mailed to the person. */
    long mailedSince(UUID user, Instant since) {
        return jdbc.sql("""
                        select count(*) from password_resets
                        where user_id = :user and made_by is null and created_at > :since""")
                .param("user", user)
                .param("since", timestamp(since))
                .query(Long.class)
                .single();
    }

    /**
     * Whether one with these permissions may have a link to a member, which is to become that member: only where the
     * member may do no more than he, and belongs nowhere else.
     */
    boolean mayHandOver(Set<Permission> may, UUID member) {
        return may.containsAll(permissions(member))
                && users.organizations(member).size() <= 1;
    }

    /** What a member may do; nothing where he is none, or not any more. */
    private Set<Permission> permissions(UUID member) {
        var all = EnumSet.noneOf(Permission.class);
        users.role(member).ifPresent(role -> {
            all.addAll(role.permissions());
            if (users.isPlatformAdministrator(member)) {
                all.addAll(Permission.OF_PLATFORM);
            }
        });
        return all;
    }

    /** What follows # is sent to no server. */
    private static String path(String token) {
        return "/reset-password#" + token;
    }

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
