package dev.watchtower.identity.keys;

import dev.watchtower.identity.Mail;
import dev.watchtower.identity.MailSetUp;
import dev.watchtower.identity.MailSource;
import dev.watchtower.identity.MailWanted;
import dev.watchtower.identity.Organizations;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells an organization's owners that keys expire soon: a mail to each, once for each secret. */
@Service
class KeyNotices implements MailSource {
    private record Expiring(String name, String prefix, Instant expiresAt) {}

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final MailSetUp mail;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeyNotices(
            JdbcClient jdbc,
            Organizations organizations,
            MailSetUp mail,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.mail = mail;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Those that have something to be told. Needs no tenancy. */
    List<UUID> organizations() {
        return jdbc.sql("select organizations_with_keys_expiring(:now, :soon)")
                .param("now", timestamp(clock.instant()))
                .param("soon", soon())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Has the owners of this thread's organization told what they were not told yet. */
    @Transactional
    public void tell() {
        var noticed = jdbc.sql("""
                        update api_key_secrets s set notice_at = :now, updated_at = :now
                        from api_keys k
                        where k.organization_id = s.organization_id and k.id = s.key_id and k.revoked_at is null
                          and s.expires_at > :now and s.expires_at <= :soon and s.notice_at is null
                          and s.expires_at - s.created_at > :soon - :now
                          and not exists (select from api_key_secrets newer
                                          where newer.key_id = s.key_id and newer.created_at > s.created_at)""")
                .param("now", timestamp(clock.instant()))
                .param("soon", soon())
                .update();
        if (noticed > 0) {
            owners().forEach(owner ->
                    events.publishEvent(new MailWanted(MailWanted.Kind.KEY_EXPIRES, Tenancy.organization(), owner)));
        }
    }

    @Override
    public MailWanted.Kind kind() {
        return MailWanted.Kind.KEY_EXPIRES;
    }

    @Override
    public Optional<Mail> compose(MailWanted wanted) {
        return Tenancy.in(
                Objects.requireNonNull(wanted.organization()),
                () -> transaction.execute(status -> mail(wanted.subject())));
    }

    private Optional<Mail> mail(UUID owner) {
        var keys = expiring();
        if (keys.isEmpty() || !owners().contains(owner)) {
            return Optional.empty();
        }
        var organization = organizations.current();
        var zone = organizations.zone();
        var lines = keys.stream()
                .map(key -> "  %s (%s…) on %s"
                        .formatted(
                                key.name(),
                                key.prefix(),
                                key.expiresAt().atZone(zone).toLocalDate()))
                .collect(Collectors.joining("\n"));
        var email = jdbc.sql("select email from users where id = :id")
                .param("id", owner)
                .query((row, n) -> row.getString("email"))
                .single();
        return Optional.of(new Mail(email, "API keys of " + organization.name() + " expire soon", """
                        These API keys of %s expire soon:

                        %s

                        Give each another secret in time; the one before works on for a day meanwhile:
                        %s
                        """.formatted(
                        organization.name(), lines, mail.link("/settings/keys"))));
    }

    /** The newest secrets of keys that work, where even they expire soon. */
    private List<Expiring> expiring() {
        return jdbc.sql("""
                        select k.name, s.prefix, s.expires_at
                        from api_keys k join api_key_secrets s on s.organization_id = k.organization_id and s.key_id = k.id
                        where k.revoked_at is null and s.notice_at is not null and s.expires_at > :now
                          and not exists (select from api_key_secrets newer
                                          where newer.key_id = s.key_id and newer.created_at > s.created_at)
                        order by s.expires_at, k.name""")
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> new Expiring(
                        row.getString("name"),
                        row.getString("prefix"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private List<UUID> owners() {
        return jdbc.sql("select user_id from memberships where role = 'OWNER' and deactivated_at is null")
                .query((row, n) -> row.getObject("user_id", UUID.class))
                .list();
    }

    private OffsetDateTime soon() {
        return timestamp(clock.instant().plus(ApiKey.NOTICE));
    }

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
