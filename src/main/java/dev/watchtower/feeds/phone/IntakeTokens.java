package dev.watchtower.feeds.phone;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The secrets that phones carry in their server's address, and whom the address means. */
@Service
class IntakeTokens {
    static final String STANDARD_SORT = "-createdAt";
    static final Map<String, ListQuery.Sort> SORTS = Map.of("createdAt", ListQuery.Sort.time("t.created_at"));

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The last use is kept no more exactly than this. */
    private static final Duration USE_GRAIN = Duration.ofMinutes(1);

    /** A token without its secret, which is stored nowhere. */
    record IntakeToken(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** A token just made, with its secret. */
    record Made(IntakeToken token, String secret) {}

    /**
     * Where an address leads.
     *
     * @param token null at the plain address
     */
    record Door(UUID organization, @Nullable UUID token) {}

    private final JdbcClient jdbc;
    private final PhoneSettings settings;
    private final Audit audit;
    private final Clock clock;

    IntakeTokens(JdbcClient jdbc, PhoneSettings settings, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Where the address with this secret leads, unless it is revoked or none of ours. Needs no tenancy. */
    Optional<Door> door(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select organization_id, token_id from find_intake_token(:hash)")
                .param("hash", Secrets.hash(secret))
                .query((row, n) ->
                        new Door(row.getObject("organization_id", UUID.class), row.getObject("token_id", UUID.class)))
                .optional();
    }

    /** Where the address without a secret leads: nowhere when there are several organizations. Needs no tenancy. */
    Optional<Door> plainDoor() {
        return settings.plainAddress()
                ? jdbc.sql("select id from only_organization() as id")
                        .query((row, n) -> new Door(row.getObject("id", UUID.class), null))
                        .optional()
                : Optional.empty();
    }

    @Transactional(readOnly = true)
    public ListPage<IntakeToken> page(ListQuery query) {
        Access.require(Permission.PHONES_READ);
        var rows = jdbc.sql("select t.*, " + query.keyColumn() + " from intake_tokens t where true"
                        + query.afterCursor("t.id") + query.orderAndLimit("t.id"))
                .params(query.parameters())
                .query((row, n) -> {
                    var token = new IntakeToken(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            Rows.instant(row, "last_used_at"),
                            Rows.instant(row, "revoked_at"));
                    return new ListQuery.Row<>(token, token.id(), row.getString("sort_key"));
                })
                .list();
        return query.page(rows, Function.identity());
    }

    /** @param device the phone it is made for; null: anyone's */
    @Transactional
    public Made add(String name, @Nullable String device) {
        Access.require(Permission.PHONES_WRITE);
        var secret = Secrets.random();
        var token = new IntakeToken(Ids.next(), name, clock.instant(), null, null);
        jdbc.sql("""
                        insert into intake_tokens (id, organization_id, name, hash, device_id, created_at, updated_at)
                        values (:id, :organization, :name, :hash, :device, :now, :now)""")
                .param("id", token.id())
                .param("organization", Tenancy.organization())
                .param("name", name)
                .param("hash", Secrets.hash(secret))
                .param("device", device)
                .param("now", token.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        audit.record("intake-token.create", "intake-token", token.id(), null, token);
        return new Made(token, secret);
    }

    /** From now on its address leads nowhere. */
    @Transactional
    public void revoke(UUID id) {
        Access.require(Permission.PHONES_WRITE);
        var found = jdbc.sql("""
                        update intake_tokens set revoked_at = coalesce(revoked_at, :now), updated_at = :now
                        where id = :id""").param("id", id).param("now", now()).update();
        if (found == 0) {
            throw Problem.notFound("intake-token");
        }
        audit.record("intake-token.revoke", "intake-token", id, null, null);
    }

    /** Forgets what was made for this phone and never used. */
    @Transactional
    public void forgetUnused(String device) {
        jdbc.sql("delete from intake_tokens where device_id = :device and last_used_at is null")
                .param("device", device)
                .update();
    }

    /** Revokes what was made for this phone; what nobody has used is forgotten. */
    @Transactional
    public void revokeOf(String device) {
        forgetUnused(device);
        jdbc.sql("update intake_tokens set revoked_at = :now, updated_at = :now"
                        + " where device_id = :device and revoked_at is null")
                .param("device", device)
                .param("now", now())
                .update();
    }

    @Transactional
    public void used(@Nullable UUID id) {
        if (id != null) {
            jdbc.sql("""
                            update intake_tokens set last_used_at = :now, updated_at = :now
                            where id = :id and (last_used_at is null or last_used_at < :before)""")
                    .param("id", id)
                    .param("now", now())
                    .param("before", now().minus(USE_GRAIN))
                    .update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
