package dev.watchtower.identity.webhooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.identity.webhooks.WebhookRepository.Target;
import dev.watchtower.platform.Addresses;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.RateLimit;
import dev.watchtower.platform.RateLimit.Rate;
import dev.watchtower.platform.Secrets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Where secret paths lead, and how often each may be taken. */
@Component
class WebhookDoors {
    private static final Rate OF_A_WEBHOOK = new Rate(1_000, 3_000);
    private static final Rate OF_A_STRANGER = Rate.perMinute(60);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final WebhookRepository repository;
    private final RateLimit<UUID> webhooks;
    private final RateLimit<String> strangers;
    /** Hashes of paths that led somewhere lately: those are looked up whoever else is behind the sender's address. */
    private final Cache<ByteBuffer, Boolean> known;

    WebhookDoors(WebhookRepository repository, Ticker ticker) {
        this.repository = repository;
        this.webhooks = new RateLimit<>(OF_A_WEBHOOK, ticker);
        this.strangers = new RateLimit<>(OF_A_STRANGER, ticker);
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    /** @throws Problem 404 where the path leads nowhere, 429 where it, or the stranger, came too often */
    Target open(WebhookSource source, String path, String address) {
        var hash = Secrets.hash(path);
        var stranger = Addresses.one(address);
        if (known.getIfPresent(ByteBuffer.wrap(hash)) == null && !strangers.hasRoom(stranger)) {
            throw Problem.tooMany("Too many requests to addresses that lead nowhere.", strangers.take(stranger));
        }
        var found = repository.find(source.name(), hash).orElseThrow(() -> {
            strangers.take(stranger);
            return nowhere();
        });
        known.put(ByteBuffer.wrap(hash), true);
        var outcome = webhooks.take(found.webhook());
        if (!outcome.taken()) {
            throw Problem.tooMany("More comes by this address than is taken.", outcome);
        }
        return found;
    }

    static Problem nowhere() {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "webhook-not-found",
                "This address takes in nothing: its secret part is wrong or revoked.");
    }
}
