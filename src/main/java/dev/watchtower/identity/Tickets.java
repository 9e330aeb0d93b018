package dev.watchtower.identity;

import dev.watchtower.platform.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tickets open one web socket each: a browser can send no header with a socket, and an access token does not belong into
 * an address that servers on the way may log.
 */
@Service
public class Tickets {
    static final Duration VALIDITY = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Tickets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    String issue(Asker asker) {
        Access.require(Permission.POSITIONS_READ); // there is nothing else to watch
        var ticket = Secrets.random();
        jdbc.sql("""
                        insert into socket_tickets (hash, organization_id, session_id, expires_at)
                        values (:hash, :organization, :session, :expiresAt)""")
                .param("hash", Secrets.hash(ticket))
                .param("organization", asker.organization())
                .param("session", asker.session())
                .param("expiresAt", clock.instant().plus(VALIDITY).atOffset(ZoneOffset.UTC))
                .update();
        return ticket;
    }

    /** Who the ticket was given to; it is worth nothing from then on. Needs no tenancy. */
    public Optional<Asker> redeem(String ticket) {
        return jdbc.sql("select user_id, organization_id, session_id from redeem_ticket(:hash, :now)")
                .param("hash", Secrets.hash(ticket))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Asker(
                        row.getObject("user_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("session_id", UUID.class)))
                .optional();
    }
}
