package dev.watchtower.tracking.sharing;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Organizations;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.StreetMap;
import dev.watchtower.tracking.Whereabouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a link leads to. */
@Service
class SharedTrucks {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration LONGEST_TRAIL = Duration.ofHours(2);
    private static final int MOST_POINTS = 300;
    private static final Duration OPENED_EVERY = Duration.ofMinutes(1);
    /** So long one answer serves all who look, however many and however often. */
    private static final Duration SERVES = Duration.ofSeconds(2);

    private record Link(UUID organization, UUID share) {}

    /** @param since before it was read */
    private record Answer(SharedTruck truck, Instant since) {
        boolean serves(Instant now) {
            return !now.isBefore(since) && now.isBefore(since.plus(SERVES));
        }
    }

    private final Map<Link, Answer> answers = Caffeine.newBuilder()
            .expireAfterWrite(SERVES)
            .maximumSize(1_000)
            .<Link, Answer>build()
            .asMap();

    private final ShareRepository repository;
    private final Organizations organizations;
    private final Whereabouts whereabouts;
    private final StreetMap streets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SharedTrucks(
            ShareRepository repository,
            Organizations organizations,
            Whereabouts whereabouts,
            StreetMap streets,
            TransactionTemplate transaction,
            Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.whereabouts = whereabouts;
        this.streets = streets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The truck that the token's link leads to, as it was at most two seconds ago; whether the link works is asked each
     * time. Needs no tenancy.
     *
     * @throws Problem 404, always the same, where no link that works has this token; 503 where this process does not know
     *     the live state
     */
    SharedTruck open(String token) {
        var now = clock.instant();
        var target = Optional.of(token)
                .filter(TOKEN.asMatchPredicate())
                .flatMap(known -> repository.find(Secrets.hash(known), now))
                .orElseThrow(SharedTrucks::gone);
        return Access.system(
                target.organization(),
                () -> answers.compute(
                                new Link(target.organization(), target.share()), (link, last) -> answer(target, last))
                        .truck());
    }

    private Answer answer(ShareRepository.Target target, @Nullable Answer last) {
        var now = clock.instant();
        return last != null && last.serves(now)
                ? last
                : transaction.execute(status -> new Answer(show(target, now), now));
    }

    private SharedTruck show(ShareRepository.Target target, Instant now) {
        var place = whereabouts.now(target.truck());
        var shown = repository.shown(target.share()).orElseThrow(SharedTrucks::gone);
        repository.opened(target.share(), now, now.minus(OPENED_EVERY));
        var organization = organizations.current();
        return new SharedTruck(
                shown.truckNumber(),
                organization.name(),
                organization.units(),
                shown.expiresAt(),
                place.map(Whereabouts.Place::motion).orElse(null),
                place.map(Whereabouts.Place::motionSince).orElse(null),
                place.map(SharedTruck.SharedPosition::of).orElse(null),
                place.map(here -> trail(target, begin(shown.createdAt(), now), here.recordedAt()))
                        .orElse(List.of()),
                streets.styleUrl().orElse(null));
    }

    private List<List<List<Double>>> trail(ShareRepository.Target target, Instant from, Instant to) {
        return whereabouts.way(target.truck(), from, to, MOST_POINTS).stream()
                .map(part -> part.stream().map(SharedTruck::coordinates).toList())
                .toList();
    }

    private static Instant begin(Instant createdAt, Instant now) {
        var earliest = now.minus(LONGEST_TRAIL);
        return createdAt.isBefore(earliest) ? earliest : createdAt;
    }

    private static Problem gone() {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "share-not-found",
                "This link does not work, or not any more. Ask whoever sent it for a new one.");
    }
}
