package dev.watchtower.identity.webhooks;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.webhooks.WebhookRepository.Target;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SecretStore;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.platform.UnreadableSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets in what vendors push, and nobody else's: by a secret path, by networks, by a signature over the raw body, by a
 * signed time, and each delivery once.
 */
@Service
public class WebhookGuard {
    private static final Logger log = LoggerFactory.getLogger(WebhookGuard.class);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    /** What the guard goes by. */
    private record Terms(List<String> networks, @Nullable String secret) {}

    private static final class Refusal extends RuntimeException {
        private final Problem problem;

        Refusal(HttpStatus status, String name, String sentence) {
            super(sentence);
            this.problem = Problem.of(status, name, sentence);
        }
    }

    private final WebhookDoors doors;
    private final WebhookRepository repository;
    private final SecretStore secrets;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    WebhookGuard(
            WebhookDoors doors,
            WebhookRepository repository,
            SecretStore secrets,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.doors = doors;
        this.repository = repository;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes a delivery in. The work is done as the program itself, for the organization of the path, in the transaction
     * that notes the delivery: where it fails, the vendor may bring it again. It should be short, since vendors wait a few
     * seconds at most.
     *
     * @param path the secret part of the address
     * @return what the work returns
     * @throws Problem 404 the path leads nowhere, 403 the sender's address is none of those that may, 413 too large, 401 not
     *     signed with the secret, or more than five minutes ago or ahead, 409 it came before, 429 too many, 503 it cannot be
     *     checked now
     */
    public <T extends @Nullable Object> T take(
            WebhookSource source, String path, HttpServletRequest request, Function<Delivery, T> work)
            throws IOException {
        var target = doors.open(source, path, request.getRemoteAddr());
        try {
            return Access.system(target.organization(), () -> take(source, target, request, work));
        } catch (Refusal refusal) {
            var reason = Objects.toString(refusal.getMessage());
            log.info("webhook_refused webhook={} cause={}", target.webhook(), reason);
            Tenancy.run(
                    target.organization(), () -> audit.refused("webhook.deliver", "webhook", target.webhook(), reason));
            throw refusal.problem;
        }
    }

    private <T extends @Nullable Object> T take(
            WebhookSource source, Target target, HttpServletRequest request, Function<Delivery, T> work)
            throws IOException {
        var terms = Objects.requireNonNull(transaction.execute(status -> terms(target)));
        refuseUnlisted(request.getRemoteAddr(), terms.networks());
        var body = body(request, source.maxBytes()); // outside of any transaction: it may come slowly
        var names = names(source, terms, body, request::getHeader);
        return transaction.execute(status -> {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            for (var name : names) {
                if (!repository.isNew(target.webhook(), name, now)) {
                    throw new Refusal(HttpStatus.CONFLICT, "webhook-repeated", "This delivery came before.");
                }
            }
            return work.apply(new Delivery(target.webhook(), body));
        });
    }

    private Terms terms(Target target) {
        var found = repository.find(target.webhook()).orElseThrow(WebhookDoors::nowhere);
        try {
            var secret = found.secret();
            return new Terms(found.networks(), secret == null ? null : secrets.read(secret, Webhooks.PURPOSE));
        } catch (UnreadableSecret e) {
            log.error("webhook_secret_unreadable webhook={} cause={}", target.webhook(), e.getMessage());
            throw Problem.unavailable("Who sent this cannot be checked just now. Send it again later.", RETRY_AFTER, e);
        }
    }

    private static void refuseUnlisted(String address, List<String> networks) {
        if (!networks.isEmpty()
                && networks.stream().noneMatch(network -> new IpAddressMatcher(network).matches(address))) {
            throw new Refusal(
                    HttpStatus.FORBIDDEN, "webhook-address", "Nothing is taken in from this address by this webhook.");
        }
    }

    private static byte[] body(HttpServletRequest request, int most) throws IOException {
        var body = request.getContentLengthLong() > most
                ? null
                : request.getInputStream().readNBytes(most + 1);
        if (body == null || body.length > most) {
            throw new Refusal(HttpStatus.CONTENT_TOO_LARGE, "too-large", "The body is larger than " + most + " bytes.");
        }
        return body;
    }

    /** By which the delivery is known when it comes again. What is not signed proves nothing: its name is the sender's. */
    private List<String> names(
            WebhookSource source, Terms terms, byte[] body, Function<String, @Nullable String> headers) {
        var id = source.deliveryId() == null
                ? null
                : source.deliveryId().of(body, headers).orElse(null);
        var signature = source.scheme() == null
                ? null
                : prove(source.scheme(), Objects.requireNonNull(terms.secret()), body, id, headers);
        return Stream.of(signature == null ? "" : "signature " + signature, id == null ? "" : "id " + id)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private @Nullable String prove(
            SignatureScheme scheme,
            String secret,
            byte[] body,
            @Nullable String id,
            Function<String, @Nullable String> headers) {
        var proof =
                scheme.proof(secret, body, id, headers).orElseThrow(() -> forged("The signature is missing or wrong."));
        if (scheme.timestamp() != null) {
            var time = scheme.time(headers).orElseThrow(() -> forged("The signed time cannot be read."));
            if (isLate(time)) {
                throw new Refusal(
                        HttpStatus.UNAUTHORIZED,
                        "webhook-late",
                        "This was signed more than " + WINDOW.toMinutes() + " minutes ago, or ahead of our clock.");
            }
        }
        return proof.signature().orElse(null);
    }

    private boolean isLate(Instant signedAt) {
        return Duration.between(signedAt, clock.instant()).abs().compareTo(WINDOW) > 0;
    }

    private static Refusal forged(String sentence) {
        return new Refusal(HttpStatus.UNAUTHORIZED, "webhook-forged", sentence);
    }
}
