package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fleet at a glance, for watchers of more trucks than they are told of one by one. Its picture is taken at most once a
 * second, only for who asks, and beside the beats: of very many trucks that lasts as long as one. All else belongs to the
 * thread that sends frames.
 */
final class Overview {
    private static final Logger log = LoggerFactory.getLogger(Overview.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** @param changed trucks that have changed since it was begun */
    private record Taken(CompletableFuture<Picture> picture, Set<LiveTruck> changed) {}

    private final Map<UUID, LiveTruck> trucks;
    private final Supplier<Set<Picture.View>> views;
    private final JsonMapper json;
    private final Ticker ticker;
    private final Executor painter;
    private @Nullable Taken newest;
    private @Nullable Taken next;
    private long newestSince;
    private long pictures;

    /** @param views that watchers have of the clusters */
    Overview(Map<UUID, LiveTruck> trucks, Supplier<Set<Picture.View>> views, JsonMapper json, Ticker ticker, Executor painter) {
        this.trucks = trucks;
        this.views = views;
        this.json = json;
        this.ticker = ticker;
        this.painter = painter;
    }

    void note(Collection<Sighting> seen) {
        for (var taken : new Taken[] {newest, next}) {
            if (taken != null) {
                seen.forEach(sighting -> taken.changed.add(sighting.truck()));
            }
        }
    }

    /** Nobody watches any more. */
    void forget() {
        newest = null;
        next = null;
    }

    /** The next picture that is told of shows all that was noted. */
    void renew() {
        if (newest == null || !newest.changed.isEmpty()) {
            newest = null;
            next = next != null && next.changed.isEmpty() ? next : null;
        }
    }

    /** How many trucks the filter wants at most. */
    int most(WatchFilter filter) {
        return filter instanceof WatchFilter.Trucks some ? some.ids().size() : trucks.size();
    }

    Stream<LiveTruck> trucks(Set<UUID> ids) {
        return ids.stream().map(trucks::get).filter(Objects::nonNull);
    }

    /** The trucks that the filter wants now, and perhaps others. */
    Stream<LiveTruck> trucks(WatchFilter filter) {
        return switch (filter) {
            case WatchFilter.Trucks some -> trucks(some.ids());
            case WatchFilter.Box box when newest != null ->
                Stream.concat(newest.picture.resultNow().near(box).stream(), newest.changed.stream())
                        .distinct();
            case WatchFilter.Box box -> trucks.values().stream();
            case WatchFilter.All all -> trucks.values().stream();
        };
    }

    /** The newest picture; null while there is none yet. */
    @Nullable Picture picture() {
        if (next != null && next.picture.isDone()) {
            adopt(next);
            next = null;
        }
        var old = newest == null
                || !newest.changed.isEmpty() && ticker.read() - newestSince >= PAUSE.toNanos();
        if (next == null && old) {
            next = take();
        }
        return newest == null ? null : newest.picture.resultNow();
    }

    private void adopt(Taken taken) {
        if (taken.picture.state() == Future.State.SUCCESS) {
            newest = taken;
            newestSince = ticker.read();
        } else {
            log.warn("fleet_picture_failed cause={}", taken.picture.exceptionNow().toString());
        }
    }

    private Taken take() {
        var number = ++pictures;
        var wanted = views.get();
        return new Taken(
                CompletableFuture.supplyAsync(
                        () -> new Picture(number, trucks, wanted, json), painter),
                new HashSet<>());
    }
}
