package dev.watchtower.tracking;

import dev.watchtower.identity.Access;
import dev.watchtower.platform.OutOfMemory;
import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.platform.Tenancy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes what the fold kept as {@link MotionEvent}s: the transaction that takes an event out of the store is the one
 * in which its listeners are told, so that each comes once.
 */
@Component
class NewsPublisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(NewsPublisher.class);
    private static final int AT_ONCE = 500;
    private static final Duration SECOND_LOOK = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final OwnerDatabase owner;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final BlockingQueue<Set<UUID>> wakes = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;
    private volatile boolean running;

    NewsPublisher(
            OwnerDatabase owner,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.owner = owner;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /** There is news of these organizations. */
    void wake(Collection<UUID> organizations) {
        wakes.add(Set.copyOf(organizations));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("motion-news").start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Folding.PHASE - 1;
    }

    /** Now and then it looks for news that nobody woke it for: those of a process that ended. */
    private void work() {
        Set<UUID> organizations = Set.of();
        var wakened = false;
        while (running) {
            try {
                for (var organization : wakened ? organizations : waiting()) {
                    publish(organization);
                }
                var woken = wakes.poll(SECOND_LOOK.toSeconds(), TimeUnit.SECONDS);
                wakened = woken != null;
                organizations = woken == null ? Set.of() : all(woken);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException | Error e) { // this thread is everyone's, and must go on
                OutOfMemory.endIf(e);
                if (running) {
                    log.warn("motion_news_not_published cause={}", e.toString());
                    wakened = false;
                    pause();
                }
            }
        }
    }

    private Set<UUID> all(Set<UUID> first) {
        var all = new HashSet<>(first);
        for (var more = wakes.poll(); more != null; more = wakes.poll()) {
            all.addAll(more);
        }
        return all;
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of one organization; what cannot be published now is found again. */
    private void publish(UUID organization) {
        try {
            Access.runSystem(organization, this::publish);
        } catch (RuntimeException e) {
            log.warn("motion_news_not_published organization={} cause={}", organization, e.toString());
        }
    }

    private void publish() {
        Integer published;
        do {
            published = transaction.execute(status -> publishSome());
        } while (running && published != null && published == AT_ONCE);
    }

    private int publishSome() {
        var some = jdbc.sql("""
                        with first as (
                            select id from motion_news
                            where organization_id = :organization order by id limit :limit)
                        delete from motion_news n using first where n.id = first.id
                        returning n.truck_id, n.episode_id, n.kind, n.change, n.origin, n.began_at, n.ended_at""")
                .param("organization", Tenancy.organization())
                .param("limit", AT_ONCE)
                .query((row, n) -> {
                    var to = row.getObject("ended_at", OffsetDateTime.class);
                    return new MotionEvent(
                            Tenancy.organization(),
                            row.getObject("truck_id", UUID.class),
                            row.getObject("episode_id", UUID.class),
                            MotionEvent.Kind.valueOf(row.getString("kind")),
                            MotionEvent.Change.valueOf(row.getString("change")),
                            Origin.valueOf(row.getString("origin")),
                            row.getObject("began_at", OffsetDateTime.class).toInstant(),
                            to == null ? null : to.toInstant());
                })
                .list();
        some.forEach(events::publishEvent);
        return some.size();
    }

    private Set<UUID> waiting() throws SQLException {
        var organizations = new HashSet<UUID>();
        try (var connection = owner.connection();
                var query = connection.prepareStatement("select distinct organization_id from motion_news");
                var row = query.executeQuery()) {
            while (row.next()) {
                organizations.add(row.getObject(1, UUID.class));
            }
        }
        return organizations;
    }
}
