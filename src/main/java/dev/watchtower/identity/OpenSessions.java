package dev.watchtower.identity;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What open sessions allow, as the database said at most three seconds ago. What this process itself changes is looked up
 * anew at once.
 */
@Component
class OpenSessions {
    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final int MOST_KEPT = 100_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AsyncLoadingCache<Asker, Optional<Set<Permission>>> known;

    OpenSessions(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, Ticker ticker) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        // Asynchronous, so that many who come at once share one look-up, and its failure.
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_KEPT)
                .executor(Thread::startVirtualThread)
                .buildAsync(this::lookUp);
    }

    /** What the asker may do; empty where his session has ended, or he is no member any more. Needs no tenancy. */
    Optional<Set<Permission>> permissions(Asker asker) {
        try {
            return known.get(asker).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @TransactionalEventListener
    void on(SessionEnded ended) {
        forget(asker -> asker.session().equals(ended.session()));
    }

    @TransactionalEventListener
    void on(MemberChanged changed) {
        forget(asker ->
                asker.user().equals(changed.user()) && asker.organization().equals(changed.organization()));
    }

    private void forget(Predicate<Asker> which) {
        known.asMap().keySet().removeIf(which);
    }

    private Optional<Set<Permission>> lookUp(Asker asker) {
        return Tenancy.in(
                asker.organization(),
                () -> transaction.execute(status -> jdbc.sql("""
                        select m.role, u.platform_administrator
                        from sessions s
                        join memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id
                        join users u on u.id = s.user_id
                        where s.id = :session and s.user_id = :user and s.ended_at is null and s.expires_at > :now
                          and m.deactivated_at is null""")
                        .param("session", asker.session())
                        .param("user", asker.user())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query((row, n) -> permissions(
                                Role.valueOf(row.getString("role")), row.getBoolean("platform_administrator")))
                        .optional()));
    }

    private static Set<Permission> permissions(Role role, boolean platformAdministrator) {
        if (!platformAdministrator) {
            return role.permissions();
        }
        var all = EnumSet.copyOf(Permission.OF_PLATFORM);
        all.addAll(role.permissions());
        return Collections.unmodifiableSet(all);
    }
}
