package dev.watchtower.identity;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a sign-in opens: a refresh token, of which only the hash is stored, that yields access tokens until the session
 * ends or is left unused for seven days.
 */
@Service
public class Sessions {
    static final Duration UNUSED_LIMIT = Duration.ofDays(7);

    /** A session with the secret that continues it; the secret exists nowhere else. */
    record Opened(Asker asker, String refreshToken) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Sessions(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    Opened open(UUID user) {
        var refreshToken = Secrets.random();
        var asker = new Asker(user, Tenancy.organization(), Ids.next());
        jdbc.sql("""
                        insert into sessions (id, organization_id, user_id, refresh_hash, expires_at)
                        values (:id, :organization, :user, :hash, :expiresAt)""")
                .param("id", asker.session())
                .param("organization", asker.organization())
                .param("user", user)
                .param("hash", Secrets.hash(refreshToken))
                .param("expiresAt", expiry())
                .update();
        jdbc.sql("update memberships set last_signed_in_at = :now, updated_at = :now where user_id = :user")
                .param("user", user)
                .param("now", now())
                .update();
        return new Opened(asker, refreshToken);
    }

    /** Which session a refresh token continues; needs no tenancy. */
    Optional<Asker> find(String refreshToken) {
        return jdbc.sql("select user_id, organization_id, session_id from find_session(:hash)")
                .param("hash", Secrets.hash(refreshToken))
                .query((row, n) -> new Asker(
                        row.getObject("user_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("session_id", UUID.class)))
                .optional();
    }

    /** Puts the session's end off; false when it has ended. */
    @Transactional
    boolean use(Asker asker) {
        return jdbc.sql("""
                        update sessions set expires_at = :expiresAt, updated_at = now()
                        where id = :id and ended_at is null and expires_at > :now""")
                        .param("id", asker.session())
                        .param("now", now())
                        .param("expiresAt", expiry())
                        .update()
                == 1;
    }

    /** Which of these sessions are open, and their members may do this. Needs no tenancy. */
    public Set<UUID> permitted(Collection<UUID> sessions, Permission permission) {
        var roles = Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .map(Role::name);
        return jdbc.sql("select sessions_with_role(:ids, :roles, :now)")
                .param("ids", sessions.toArray(UUID[]::new))
                .param("roles", roles.toArray(String[]::new))
                .param("now", now())
                .query((row, n) -> row.getObject(1, UUID.class))
                .set();
    }

    @Transactional
    void end(Asker asker) {
        jdbc.sql("update sessions set ended_at = :now, updated_at = now() where id = :id and ended_at is null")
                .param("id", asker.session())
                .param("now", now())
                .update();
        events.publishEvent(new SessionEnded(asker.organization(), asker.session()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime expiry() {
        return now().plus(UNUSED_LIMIT);
    }
}
