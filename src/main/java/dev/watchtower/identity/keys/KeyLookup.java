package dev.watchtower.identity.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.identity.MemberChanged;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds keys by their secrets, and keeps for some seconds what it found, so that a request with a key costs little. */
@Component
public class KeyLookup {
    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final int MOST_KEPT = 10_000;

    private record Found(UUID organization, UUID key) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KeyRepository keys;
    private final Clock clock;
    private final Cache<String, Optional<ActingKey>> known;

    KeyLookup(JdbcClient jdbc, TransactionTemplate transaction, KeyRepository keys, Clock clock, Ticker ticker) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_KEPT)
                .build();
    }

    /** The key with this secret, while it works. Needs no tenancy. */
    public Optional<ActingKey> find(String secret) {
        if (!KeySecrets.isWellFormed(secret)) {
            return Optional.empty();
        }
        var hash = Secrets.hash(secret);
        var now = clock.instant();
        return known.get(Secrets.text(hash), text -> lookUp(hash, now))
                .filter(key -> key.expiresAt().isAfter(now));
    }

    @TransactionalEventListener
    void on(KeyChanged changed) {
        known.asMap()
                .values()
                .removeIf(found ->
                        found.filter(key -> key.id().equals(changed.key())).isPresent());
    }

    @TransactionalEventListener
    void on(MemberChanged changed) {
        known.asMap()
                .values()
                .removeIf(found -> found.filter(key -> key.organization().equals(changed.organization())
                                && key.madeBy().equals(changed.user()))
                        .isPresent());
    }

    private Optional<ActingKey> lookUp(byte[] hash, Instant now) {
        return jdbc.sql("select organization_id, key_id from find_api_key(:hash, :now)")
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Found(row.getObject("organization_id", UUID.class), row.getObject("key_id", UUID.class)))
                .optional()
                .flatMap(found -> Tenancy.in(
                        found.organization(), () -> transaction.execute(status -> keys.use(found.key(), hash, now))));
    }
}
