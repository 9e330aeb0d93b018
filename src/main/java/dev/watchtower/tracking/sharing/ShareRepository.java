package dev.watchtower.tracking.sharing;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Links as stored. */
@Repository
class ShareRepository {
    static final String STANDARD_SORT = "-createdAt";
    static final Map<String, ListQuery.Sort> SORTS = Map.of(
            "createdAt", ListQuery.Sort.time("s.created_at"),
            "expiresAt", ListQuery.Sort.time("s.expires_at"));

    private static final String LIVE = "s.revoked_at is null and s.expires_at > :now";

    /** What a link that works leads to. */
    record Target(UUID share, UUID organization, UUID truck) {}

    /** What of the target its visitor is told, beside where the truck is. */
    record Shown(String truckNumber, Instant createdAt, Instant expiresAt) {}

    private final JdbcClient jdbc;

    ShareRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Needs no tenancy. */
    Optional<Target> find(byte[] tokenHash, Instant now) {
        return jdbc.sql("select share_id, organization_id, truck_id from find_share(:hash, :now)")
                .param("hash", tokenHash)
                .param("now", utc(now))
                .query((row, n) -> new Target(
                        row.getObject("share_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("truck_id", UUID.class)))
                .optional();
    }

    /** Needs no tenancy. */
    List<UUID> organizationsWithSharesEndedBefore(Instant moment) {
        return jdbc.sql("select organizations_with_shares_ended_before(:moment)")
                .param("moment", utc(moment))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<Shown> shown(UUID share) {
        return jdbc.sql("""
                        select t.truck_number, s.created_at, s.expires_at
                        from share_links s join trucks t on t.organization_id = s.organization_id and t.id = s.truck_id
                        where s.id = :id""")
                .param("id", share)
                .query((row, n) -> new Shown(
                        row.getString("truck_number"), instant(row, "created_at"), instant(row, "expires_at")))
                .optional();
    }

    /** Notes that the link is looked at, unless that was noted after the given moment. */
    void opened(UUID share, Instant now, Instant notAfter) {
        jdbc.sql("""
                        update share_links set last_opened_at = :now, updated_at = :now
                        where id = :id and (last_opened_at is null or last_opened_at <= :notAfter)""")
                .param("id", share)
                .param("now", utc(now))
                .param("notAfter", utc(notAfter))
                .update();
    }

    /** Whether the truck is archived, and nobody else adds a link to it until this transaction ends. */
    Optional<Boolean> lockTruck(UUID truck) {
        return jdbc.sql("select archived_at is not null from trucks where id = :id for no key update")
                .param("id", truck)
                .query(Boolean.class)
                .optional();
    }

    int countLive(UUID truck, Instant now) {
        return jdbc.sql("select count(*) from share_links s where s.truck_id = :truck and " + LIVE)
                .param("truck", truck)
                .param("now", utc(now))
                .query(Integer.class)
                .single();
    }

    void insert(ShareLink link, UUID truck, byte[] tokenHash) {
        jdbc.sql("""
                        insert into share_links (id, organization_id, truck_id, token_hash, note, expires_at, created_at, updated_at)
                        values (:id, :organization, :truck, :hash, :note, :expiresAt, :createdAt, :createdAt)""")
                .param("id", link.id())
                .param("organization", Tenancy.organization())
                .param("truck", truck)
                .param("hash", tokenHash)
                .param("note", link.note())
                .param("expiresAt", utc(link.expiresAt()))
                .param("createdAt", utc(link.createdAt()))
                .update();
    }

    /** @param liveAt when given, only the links that work at that moment */
    ListPage<ShareLink> page(UUID truck, @Nullable Instant liveAt, ListQuery query) {
        var parameters = new HashMap<String, Object>(query.parameters());
        parameters.put("truck", truck);
        if (liveAt != null) {
            parameters.put("now", utc(liveAt));
        }
        var rows = jdbc.sql("select s.*, " + query.keyColumn() + " from share_links s where s.truck_id = :truck"
                        + (liveAt == null ? "" : " and " + LIVE) + query.afterCursor("s.id")
                        + query.orderAndLimit("s.id"))
                .params(parameters)
                .query((row, n) ->
                        new ListQuery.Row<>(read(row), row.getObject("id", UUID.class), row.getString("sort_key")))
                .list();
        return query.page(rows, Function.identity());
    }

    /** Ends the link, unless it was ended before; false where there is no such link. */
    boolean revoke(UUID share, Instant now) {
        return jdbc.sql("""
                        update share_links set revoked_at = coalesce(revoked_at, :now), updated_at = :now
                        where id = :id""").param("id", share).param("now", utc(now)).update() == 1;
    }

    void removeEndedBefore(Instant moment) {
        jdbc.sql("delete from share_links where expires_at < :moment or revoked_at < :moment")
                .param("moment", utc(moment))
                .update();
    }

    private static ShareLink read(ResultSet row) throws SQLException {
        return new ShareLink(
                row.getObject("id", UUID.class),
                row.getString("note"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                perhaps(row, "revoked_at"),
                perhaps(row, "last_opened_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant perhaps(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
