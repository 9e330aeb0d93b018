package dev.watchtower.identity;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a sign-in opens. Its refresh tokens, each good once, yield access tokens until the session ends or is left unused
 * for seven days.
 */
@Service
public class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** A session with the secret that continues it; the secret exists nowhere else. */
    record Opened(Asker asker, String refreshToken) {}

    private final JdbcClient jdbc;
    private final RefreshTokens tokens;
    private final Audit audit;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Sessions(JdbcClient jdbc, RefreshTokens tokens, Audit audit, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    Opened open(UUID user, Caller caller) {
        return open(user, null, caller);
    }

    /** As {@link #open}, in another organization than the session before, whose family it belongs to. */
    @Transactional
    Opened openAfter(Asker before, Caller caller) {
        return open(before.user(), before.session(), caller);
    }

    private Opened open(UUID user, @Nullable UUID before, Caller caller) {
        var refreshToken = Secrets.random();
        var asker = new Asker(user, Tenancy.organization(), Ids.next());
        jdbc.sql("""
                        insert into sessions (id, organization_id, user_id, family_id, expires_at, last_used_at, address,
                            user_agent)
                        values (:id, :organization, :user, coalesce(family_of_session(:before), :id), :expiresAt, :now,
                            :address, :userAgent)""")
                .param("id", asker.session())
                .param("organization", asker.organization())
                .param("user", user)
                .param("before", before, Types.OTHER)
                .param("expiresAt", expiry())
                .param("now", now())
                .param("address", caller.address())
                .param("userAgent", caller.userAgent())
                .update();
        tokens.add(asker, refreshToken, clock.instant());
        jdbc.sql("update memberships set last_signed_in_at = :now, updated_at = :now where user_id = :user")
                .param("user", user)
                .param("now", now())
                .update();
        audit.recordBy(user, "session.open", "session", asker.session(), null, null);
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

    /**
     * Continues the session by one of its refresh tokens; the token to continue it by the next time, or nothing where the
     * session has ended. A token is good once. Whoever comes with it again within ten seconds, as a second tab or after an
     * answer that was lost, is told the same; later it is taken for stolen, and the session ends.
     */
    @Transactional
    Optional<String> renew(Asker asker, String refreshToken, Caller caller) {
        var now = clock.instant();
        var next = tokens.use(refreshToken, now);
        if (next.isPresent()) {
            if (!use(asker, caller)) {
                return Optional.empty();
            }
            tokens.add(asker, next.get(), now);
            return next;
        }
        if (!tokens.wasUsed(refreshToken)) {
            return Optional.empty();
        }
        var newest = tokens.newestAfter(refreshToken, now.minus(AGAIN));
        if (newest.isEmpty()) {
            log.warn("refresh_token_reused session={}", asker.session());
            endFamily(asker);
            audit.recordBy(asker.user(), "session.token-reuse", "session", asker.session(), null, null);
        }
        return newest.filter(token -> use(asker, caller));
    }

    /** Puts the session's end off; false when it has ended. */
    private boolean use(Asker asker, Caller caller) {
        return jdbc.sql("""
                        update sessions set expires_at = :expiresAt, last_used_at = :now, address = :address,
                            user_agent = :userAgent, updated_at = :now
                        where id = :id and ended_at is null and expires_at > :now""")
                        .param("id", asker.session())
                        .param("now", now())
                        .param("expiresAt", expiry())
                        .param("address", caller.address())
                        .param("userAgent", caller.userAgent())
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

    /** Ends a session as the one whose it is wants it. */
    @Transactional
    void endOwn(Asker asker) {
        end(asker);
        audit.recordBy(asker.user(), "session.end", "session", asker.session(), null, null);
    }

    /** Ends the session, those it followed and those that followed it, whatever organization they are in. */
    private void endFamily(Asker asker) {
        ended(jdbc.sql("select organization_id, session_id from end_family_of_session(:session, :now)")
                .param("session", asker.session()));
    }

    /** Ends all sessions of the person, in all organizations, but this one. */
    @Transactional
    void endOthers(UUID user, @Nullable UUID kept) {
        ended(jdbc.sql("select organization_id, session_id from end_sessions_of_user(:user, :kept, :now)")
                .param("user", user)
                .param("kept", kept, Types.OTHER));
    }

    private void ended(JdbcClient.StatementSpec ending) {
        ending.param("now", now())
                .query((row, n) -> new SessionEnded(
                        row.getObject("organization_id", UUID.class), row.getObject("session_id", UUID.class)))
                .list()
                .forEach(events::publishEvent);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime expiry() {
        return now().plus(RefreshTokens.VALIDITY);
    }
}
