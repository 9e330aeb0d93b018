package dev.watchtower.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Removes what is over: sessions with the addresses they came from, their tokens, links for new passwords. */
@Service
class SessionCleanup {
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    SessionCleanup(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Needs no tenancy. */
    List<UUID> organizations() {
        return jdbc.sql("select organizations_with_old_sessions(:before)")
                .param("before", before())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    @Transactional
    public void removeOld() {
        jdbc.sql("delete from refresh_tokens where expires_at < :before")
                .param("before", before())
                .update();
        jdbc.sql("delete from password_resets where expires_at < :before")
                .param("before", before())
                .update();
        jdbc.sql("delete from sessions where expires_at < :before or ended_at < :before")
                .param("before", before())
                .update();
    }

    private OffsetDateTime before() {
        return clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
    }
}
