package dev.watchtower.identity.keys;

import dev.watchtower.identity.Permission;
import dev.watchtower.identity.Role;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keys and their secrets, as stored. */
@Repository
class KeyRepository {
    /** The last use is kept no more exactly than this. */
    private static final Duration USE_GRAIN = Duration.ofMinutes(1);

    private static final String KEYS = """
            select k.*, u.name as maker,
                not exists (select from memberships m
                            where m.organization_id = k.organization_id and m.user_id = k.made_by
                              and m.deactivated_at is null) as maker_left%s
            from api_keys k left join users u on u.id = k.made_by""";

    private record OfKey(UUID key, ApiKey.Secret secret) {}

    private final JdbcClient jdbc;

    KeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The key, with what its maker may still do of what it may, and notes that this secret of it is used. Nothing where the
     * maker is no member any more.
     */
    Optional<ActingKey> use(UUID id, byte[] hash, Instant now) {
        jdbc.sql("""
                        update api_key_secrets set last_used_at = :now, updated_at = :now
                        where hash = :hash and (last_used_at is null or last_used_at < :before)""")
                .param("hash", hash)
                .param("now", timestamp(now))
                .param("before", timestamp(now.minus(USE_GRAIN)))
                .update();
        return jdbc.sql("""
                        select k.made_by, m.role, k.scopes, k.requests_per_minute, s.expires_at
                        from api_keys k join api_key_secrets s on s.organization_id = k.organization_id and s.key_id = k.id
                          join memberships m on m.organization_id = k.organization_id and m.user_id = k.made_by
                            and m.deactivated_at is null
                        where k.id = :id and s.hash = :hash""")
                .param("id", id)
                .param("hash", hash)
                .query((row, n) -> new ActingKey(
                        id,
                        Tenancy.organization(),
                        row.getObject("made_by", UUID.class),
                        common(scopes(row.getArray("scopes")), Role.valueOf(row.getString("role"))),
                        row.getInt("requests_per_minute"),
                        instant(row, "expires_at")))
                .optional();
    }

    void add(ApiKey key) {
        jdbc.sql("""
                        insert into api_keys (id, organization_id, name, scopes, requests_per_minute, made_by, created_at,
                            updated_at)
                        values (:id, :organization, :name, :scopes, :requestsPerMinute, :madeBy, :now, :now)""")
                .param("id", key.id())
                .param("organization", Tenancy.organization())
                .param("name", key.name())
                .param(
                        "scopes",
                        key.scopes().stream().map(Permission::word).sorted().toArray(String[]::new))
                .param("requestsPerMinute", key.requestsPerMinute())
                .param("madeBy", key.madeBy())
                .param("now", timestamp(key.createdAt()))
                .update();
    }

    void addSecret(UUID key, String secret, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        insert into api_key_secrets (hash, organization_id, key_id, prefix, expires_at, created_at, updated_at)
                        values (:hash, :organization, :key, :prefix, :expiresAt, :now, :now)""")
                .param("hash", Secrets.hash(secret))
                .param("organization", Tenancy.organization())
                .param("key", key)
                .param("prefix", KeySecrets.prefix(secret))
                .param("expiresAt", timestamp(expiresAt))
                .param("now", timestamp(now))
                .update();
    }

    /** The key, which nobody else changes meanwhile. */
    Optional<ApiKey> lock(UUID id, Instant now) {
        return jdbc.sql("select id from api_keys where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .flatMap(found -> find(found, now));
    }

    Optional<ApiKey> find(UUID id, Instant now) {
        return jdbc.sql(KEYS.formatted("") + " where k.id = :id")
                .param("id", id)
                .query((row, n) -> key(row, List.of()))
                .optional()
                .map(key -> withSecrets(List.of(key), now).getFirst());
    }

    ListPage<ApiKey> page(ListQuery query, Instant now) {
        var rows = jdbc.sql(KEYS.formatted(", " + query.keyColumn())
                        + " where true"
                        + query.afterCursor("k.id") + query.orderAndLimit("k.id"))
                .params(query.parameters())
                .query((row, n) -> {
                    var key = key(row, List.of());
                    return new ListQuery.Row<>(key, key.id(), row.getString("sort_key"));
                })
                .list();
        var page = query.page(rows, key -> key);
        return new ListPage<>(withSecrets(page.items(), now), page.next());
    }

    long working(Instant now) {
        return jdbc.sql("""
                        select count(distinct k.id)
                        from api_keys k join api_key_secrets s on s.organization_id = k.organization_id and s.key_id = k.id
                        where k.revoked_at is null and s.expires_at > :now""").param("now", timestamp(now)).query(Long.class).single();
    }

    void revoke(UUID id, Instant now) {
        jdbc.sql("update api_keys set revoked_at = :now, updated_at = :now where id = :id and revoked_at is null")
                .param("id", id)
                .param("now", timestamp(now))
                .update();
    }

    /** No secret that the key has works longer than this. */
    void endSecrets(UUID key, Instant now, Instant latest) {
        jdbc.sql("""
                        update api_key_secrets set expires_at = :latest, updated_at = :now
                        where key_id = :key and expires_at > :latest""")
                .param("key", key)
                .param("now", timestamp(now))
                .param("latest", timestamp(latest))
                .update();
    }

    /** Puts to the keys their secrets that work, and the newest in any case; newest first. */
    private List<ApiKey> withSecrets(List<ApiKey> keys, Instant now) {
        var secrets = secrets(keys.stream().map(ApiKey::id).toList(), now).stream()
                .collect(Collectors.groupingBy(
                        OfKey::key, Collectors.mapping(OfKey::secret, Collectors.toUnmodifiableList())));
        return keys.stream()
                .map(key -> key.with(secrets.getOrDefault(key.id(), List.of()), now))
                .toList();
    }

    private List<OfKey> secrets(Collection<UUID> keys, Instant now) {
        return jdbc.sql("""
                        select key_id, prefix, created_at, expires_at, last_used_at
                        from (select *, row_number() over (partition by key_id order by created_at desc, expires_at desc) as age
                              from api_key_secrets where key_id = any (:keys)) s
                        where age = 1 or expires_at > :now
                        order by key_id, age""")
                .param("keys", keys.toArray(UUID[]::new))
                .param("now", timestamp(now))
                .query((row, n) -> new OfKey(
                        row.getObject("key_id", UUID.class),
                        new ApiKey.Secret(
                                row.getString("prefix"),
                                instant(row, "created_at"),
                                instant(row, "expires_at"),
                                instantOrNull(row, "last_used_at"))))
                .list();
    }

    private static ApiKey key(ResultSet row, List<ApiKey.Secret> secrets) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new TreeSet<>(scopes(row.getArray("scopes"))),
                row.getInt("requests_per_minute"),
                row.getObject("made_by", UUID.class),
                row.getString("maker"),
                row.getBoolean("maker_left"),
                instant(row, "created_at"),
                instantOrNull(row, "revoked_at"),
                ApiKey.State.EXPIRED,
                secrets);
    }

    /** Words of an earlier version that mean nothing any more allow nothing. */
    private static Set<Permission> scopes(Array words) throws SQLException {
        var known = Arrays.stream(Permission.values()).collect(Collectors.toMap(Permission::word, each -> each));
        var scopes = EnumSet.noneOf(Permission.class);
        for (var word : (String[]) words.getArray()) {
            Optional.ofNullable(known.get(word)).ifPresent(scopes::add);
        }
        return Collections.unmodifiableSet(scopes);
    }

    private static Set<Permission> common(Set<Permission> scopes, Role role) {
        return scopes.stream().filter(role.permissions()::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
