package dev.watchtower.identity.webhooks;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SecretStore;
import dev.watchtower.platform.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The addresses at which vendors' webhooks come in, of the organization on whose behalf the thread works. */
@Service
public class Webhooks {
    static final String PURPOSE = "webhook";
    private static final int MOST_NETWORKS = 100;

    /**
     * An address, without its secrets.
     *
     * @param networks that alone may send to it, as addresses or in CIDR's form; empty: any
     */
    public record Webhook(
            UUID id,
            String source,
            List<String> networks,
            Instant createdAt,
            @Nullable Instant revokedAt) {}

    /** @param path of the address on this server; it holds a secret, and is told this once */
    public record Made(Webhook webhook, String path) {}

    private final WebhookRepository repository;
    private final SecretStore secrets;
    private final Audit audit;
    private final Clock clock;

    Webhooks(WebhookRepository repository, SecretStore secrets, Audit audit, Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes an address for a vendor's webhooks.
     *
     * @param secret that the vendor signs with; null where he signs nothing
     * @throws Problem 422 where secret or networks are not what they must be
     */
    @Transactional
    public Made add(WebhookSource source, @Nullable String secret, List<String> networks) {
        Access.require(Permission.KEYS_WRITE);
        refuseWrong(source, secret, networks);
        var token = Secrets.random();
        var webhook = new Webhook(
                Ids.next(),
                source.name(),
                List.copyOf(networks),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        repository.insert(webhook, Secrets.hash(token), secret == null ? null : secrets.keep(PURPOSE, secret));
        audit.record("webhook.create", "webhook", webhook.id(), null, webhook);
        return new Made(webhook, "/webhooks/" + source.name() + "/" + token);
    }

    /**
     * From now on the vendor signs with another secret.
     *
     * @throws Problem 404 no such address, 422 where the secret is not what it must be
     */
    @Transactional
    public void changeSecret(UUID id, WebhookSource source, String secret) {
        Access.require(Permission.KEYS_WRITE);
        refuseWrong(source, secret, List.of());
        var kept = repository
                .find(id)
                .orElseThrow(() -> Problem.notFound("webhook"))
                .secret();
        if (kept == null) {
            throw Problem.notFound("webhook");
        }
        secrets.replace(kept, PURPOSE, secret);
        audit.record("webhook.change-secret", "webhook", id, null, null);
    }

    /**
     * From now on the address leads nowhere.
     *
     * @throws Problem 404 no such address
     */
    @Transactional
    public void revoke(UUID id) {
        Access.require(Permission.KEYS_WRITE);
        var found = repository.find(id).orElseThrow(() -> Problem.notFound("webhook"));
        repository.revoke(id, clock.instant().atOffset(ZoneOffset.UTC));
        if (found.secret() != null) {
            secrets.forget(found.secret());
        }
        audit.record("webhook.revoke", "webhook", id, null, null);
    }

    private static void refuseWrong(WebhookSource source, @Nullable String secret, List<String> networks) {
        var scheme = source.scheme();
        if (scheme != null && (secret == null || !scheme.takes(secret))) {
            throw wrong("secret", "must be the secret that the vendor shows, as it stands there");
        }
        if (networks.size() > MOST_NETWORKS || !networks.stream().allMatch(Webhooks::isNetwork)) {
            throw wrong(
                    "networks",
                    "must be at most " + MOST_NETWORKS
                            + " addresses or networks such as 203.0.113.0/24 or 2001:db8::/32");
        }
    }

    private static boolean isNetwork(String text) {
        try {
            new IpAddressMatcher(text);
            return text.contains(":") || text.chars().filter(one -> one == '.').count() == 3; // 1.2.3 would be 1.2.0.3
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Problem wrong(String field, String message) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "webhook-wrong", field + " " + message)
                .with("errors", List.of(new Problem.FieldFault(field, message)));
    }
}
