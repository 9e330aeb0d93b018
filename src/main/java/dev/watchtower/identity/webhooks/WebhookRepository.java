package dev.watchtower.identity.webhooks;

import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks and what came by them, as stored. */
@Repository
class WebhookRepository {
    /** Where a secret path leads. */
    record Target(UUID webhook, UUID organization) {}

    /**
     * What the guard goes by.
     *
     * @param secret the id of the one that the vendor signs with; null where he signs nothing
     */
    record Terms(@Nullable UUID secret, List<String> networks) {}

    private final JdbcClient jdbc;

    WebhookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Needs no tenancy. */
    Optional<Target> find(String source, byte[] pathHash) {
        return jdbc.sql("select webhook_id, organization_id from find_webhook(:source, :hash)")
                .param("source", source)
                .param("hash", pathHash)
                .query((row, n) -> new Target(
                        row.getObject("webhook_id", UUID.class), row.getObject("organization_id", UUID.class)))
                .optional();
    }

    /** Empty where there is no such webhook, or it is revoked. */
    Optional<Terms> find(UUID id) {
        return jdbc.sql("select secret_id, networks from webhooks where id = :id and revoked_at is null")
                .param("id", id)
                .query((row, n) -> new Terms(row.getObject("secret_id", UUID.class), list(row.getArray("networks"))))
                .optional();
    }

    void insert(Webhooks.Webhook webhook, byte[] pathHash, @Nullable UUID secret) {
        jdbc.sql("""
                        insert into webhooks (id, organization_id, source, path_hash, secret_id, networks, created_at,
                            updated_at)
                        values (:id, :organization, :source, :hash, :secret, :networks, :now, :now)""")
                .param("id", webhook.id())
                .param("organization", Tenancy.organization())
                .param("source", webhook.source())
                .param("hash", pathHash)
                .param("secret", secret)
                .param("networks", webhook.networks().toArray(String[]::new))
                .param("now", webhook.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void revoke(UUID id, OffsetDateTime now) {
        jdbc.sql("update webhooks set revoked_at = :now, updated_at = :now, secret_id = null where id = :id")
                .param("id", id)
                .param("now", now)
                .update();
    }

    /** Notes that a delivery of this name came; false where it came before. Who brings it at the same time waits and sees. */
    boolean isNew(UUID webhook, String name, OffsetDateTime now) {
        return jdbc.sql("""
                        insert into webhook_deliveries (organization_id, webhook_id, name_hash, created_at, updated_at)
                        values (:organization, :webhook, :name, :now, :now) on conflict do nothing""")
                        .param("organization", Tenancy.organization())
                        .param("webhook", webhook)
                        .param("name", Secrets.hash(name))
                        .param("now", now)
                        .update()
                == 1;
    }

    /** Needs no tenancy. */
    List<UUID> organizationsWithDeliveriesBefore(OffsetDateTime moment) {
        return jdbc.sql("select organizations_with_deliveries_before(:moment)")
                .param("moment", moment)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    void forgetDeliveriesBefore(OffsetDateTime moment) {
        jdbc.sql("delete from webhook_deliveries where created_at < :moment")
                .param("moment", moment)
                .update();
    }

    private static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
