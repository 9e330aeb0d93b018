package dev.watchtower.identity.keys;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys of an organization. Whoever makes one, or gets another secret of it, may himself do all that it may: nobody
 * comes to more by a key, and a key does nothing that its maker may not do any more. Only people change keys: one that
 * fell into wrong hands could otherwise make itself another before it is revoked.
 */
@Service
class ApiKeys {
    static final String STANDARD_SORT = "-createdAt";
    static final Map<String, ListQuery.Sort> SORTS =
            Map.of("createdAt", ListQuery.Sort.time("k.created_at"), "name", ListQuery.Sort.text("k.name"));

    private static final int MOST_WORKING = 100;

    /** A key with the secret that it just got, which is stored nowhere. */
    record Made(ApiKey key, String secret) {}

    private final KeyRepository keys;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiKeys(KeyRepository keys, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public ListPage<ApiKey> page(ListQuery query) {
        Access.require(Permission.KEYS_READ);
        return keys.page(query, clock.instant());
    }

    /**
     * @throws Problem 400 for scopes that no key can have, 403 where it would do what its maker may not, 409 where there
     *     are too many
     */
    @Transactional
    public Made add(String name, Set<Permission> scopes, int requestsPerMinute, Duration validity) {
        Access.require(Permission.KEYS_WRITE);
        var maker = Access.person();
        requireForKeys(scopes);
        requireAll(scopes);
        var now = clock.instant();
        if (keys.working(now) >= MOST_WORKING) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-keys",
                    "There are " + MOST_WORKING + " keys that work. Revoke one that is not used any more.");
        }
        var key = new ApiKey(
                Ids.next(),
                name,
                sorted(scopes),
                requestsPerMinute,
                maker.user(),
                null,
                false,
                now,
                null,
                ApiKey.State.WORKING,
                List.of());
        keys.add(key);
        var made = addSecret(key, validity);
        audit.record("api-key.create", "api-key", key.id(), null, made.key());
        return made;
    }

    /**
     * Gives the key another secret. Those that it has work on for the overlap, so that its service can be told the new one
     * meanwhile.
     *
     * @param validity null: as its newest secret has
     * @throws Problem 403 where the key may do what the asker may not, 404, 409 where it is revoked or its maker has left
     */
    @Transactional
    public Made rotate(UUID id, Duration overlap, @Nullable Duration validity) {
        Access.require(Permission.KEYS_WRITE);
        Access.person();
        var now = clock.instant();
        var key = keys.lock(id, now).orElseThrow(() -> Problem.notFound("api-key"));
        requireAll(key.scopes());
        if (key.revokedAt() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "api-key-revoked", "This key is revoked. Make a new one.");
        }
        if (key.makerLeft()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "api-key-maker-left",
                    "Who made this key is a member no more, so it works no more. Make a new one.");
        }
        keys.endSecrets(id, now, now.plus(overlap));
        events.publishEvent(new KeyChanged(id));
        var made = addSecret(key, validity == null ? key.secrets().getFirst().span() : validity);
        audit.record("api-key.rotate", "api-key", id, key, made.key());
        return made;
    }

    /** From now on none of its secrets works. */
    @Transactional
    public void revoke(UUID id) {
        Access.require(Permission.KEYS_WRITE);
        Access.person();
        var now = clock.instant();
        var key = keys.lock(id, now).orElseThrow(() -> Problem.notFound("api-key"));
        keys.revoke(key.id(), now);
        events.publishEvent(new KeyChanged(id));
        audit.record("api-key.revoke", "api-key", id, key, null);
    }

    private Made addSecret(ApiKey key, Duration validity) {
        var now = clock.instant();
        var secret = KeySecrets.random();
        keys.addSecret(key.id(), secret, now, now.plus(validity));
        return new Made(keys.find(key.id(), now).orElseThrow(), secret);
    }

    private static void requireForKeys(Collection<Permission> scopes) {
        if (!scopes.stream().allMatch(Permission::isForKeys)) {
            throw Problem.badField("scopes", "must be permissions that a key can have");
        }
    }

    private static void requireAll(Collection<Permission> scopes) {
        var lacking = scopes.stream()
                .filter(scope -> !Access.permits(scope))
                .map(Permission::word)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "A key can do no more than you may, and you lack: " + lacking + ".");
        }
    }

    private static SortedSet<Permission> sorted(Set<Permission> scopes) {
        return new TreeSet<>(scopes);
    }
}
