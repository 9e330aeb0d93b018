package dev.watchtower.tracking.sharing;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The links to the trucks of the organization on whose behalf the thread works. */
@Service
class Shares {
    static final int MOST_LIVE = 50;
    static final Duration KEPT_AFTER_THEIR_END = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** @param token known here and now only */
    record Made(ShareLink link, String token) {}

    private final ShareRepository repository;
    private final Trucks trucks;
    private final Audit audit;
    private final Clock clock;

    Shares(ShareRepository repository, Trucks trucks, Audit audit, Clock clock) {
        this.repository = repository;
        this.trucks = trucks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a link to a truck.
     *
     * @throws Problem 404 where there is no such truck, 409 where it is archived or has as many links as may be, 422
     *     where the link would end sooner than in a minute or later than in 30 days
     */
    @Transactional
    Made add(UUID truck, Instant expiresAt, @Nullable String note) {
        Access.require(Permission.SHARES_WRITE);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (repository.lockTruck(truck).orElseThrow(() -> Problem.notFound("truck"))) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "truck-archived", "This truck is archived. Restore it before you share it.");
        }
        if (expiresAt.isBefore(now.plus(SHORTEST)) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw wrongEnd();
        }
        if (repository.countLive(truck, now) >= MOST_LIVE) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-shares",
                    "This truck has " + MOST_LIVE + " links that work. Revoke one that is not needed any more.");
        }
        var token = Secrets.random();
        var link = new ShareLink(
                Ids.next(),
                note == null || note.isBlank() ? null : note.strip(),
                now,
                expiresAt.truncatedTo(ChronoUnit.MICROS),
                null,
                null);
        repository.insert(link, truck, Secrets.hash(token));
        audit.record("share.create", "truck", truck, null, link);
        return new Made(link, token);
    }

    /** @throws Problem 404 where there is no such truck */
    @Transactional(readOnly = true)
    ListPage<ShareLink> page(UUID truck, boolean liveOnly, ListQuery query) {
        Access.require(Permission.SHARES_READ);
        if (!trucks.exists(truck)) {
            throw Problem.notFound("truck");
        }
        return repository.page(truck, liveOnly ? clock.instant() : null, query);
    }

    /** @throws Problem 404 where there is no such link */
    @Transactional
    void revoke(UUID share) {
        Access.require(Permission.SHARES_WRITE);
        if (!repository.revoke(share, clock.instant())) {
            throw Problem.notFound("link");
        }
        audit.record("share.revoke", "share", share, null, null);
    }

    /** Needs no tenancy. */
    List<UUID> organizationsWithOld() {
        return repository.organizationsWithSharesEndedBefore(oldest());
    }

    @Transactional
    void removeOld() {
        repository.removeEndedBefore(oldest());
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT_AFTER_THEIR_END);
    }

    private static Problem wrongEnd() {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "share-span",
                        "A link works for at least a minute and at most 30 days.")
                .with("errors", List.of(new Problem.FieldFault("expiresAt", "must be from a minute to 30 days ahead")));
    }
}
