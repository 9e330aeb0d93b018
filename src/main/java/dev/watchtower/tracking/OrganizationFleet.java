package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The live trucks of one organization, and who watches them. */
final class OrganizationFleet {
    private final Map<UUID, LiveTruck> trucks = new ConcurrentHashMap<>();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    /** Deleted since the last beat. */
    private final Queue<LiveTruck> removed = new ConcurrentLinkedQueue<>();

    private volatile Duration offlineAfter;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Overview overview;

    OrganizationFleet(Duration offlineAfter, JsonMapper json, Ticker ticker, Executor painter) {
        this.offlineAfter = offlineAfter;
        overview = new Overview(trucks, this::clusterViews, json, ticker, painter);
    }

    Optional<LiveTruck> truck(UUID id) {
        return Optional.ofNullable(trucks.get(id));
    }

    Collection<LiveTruck> trucks() {
        return trucks.values();
    }

    /** The truck's entry, made when missing, under its present number. */
    LiveTruck name(UUID id, String number, boolean archived, boolean sample, long version) {
        var truck = trucks.computeIfAbsent(id, LiveTruck::new);
        truck.rename(number, archived, sample, version);
        changed.add(id);
        return truck;
    }

    void remove(Collection<UUID> ids) {
        for (var id : ids) {
            var truck = trucks.remove(id);
            if (truck != null) {
                truck.delete();
                removed.add(truck);
            }
        }
    }

    void take(LiveTruck truck, Fix fix, Instant now) {
        if (truck.take(fix, now.minus(offlineAfter))) {
            changed.add(truck.id());
        }
    }

    /** Whether the truck is known. */
    boolean moves(UUID id, Doing doing) {
        var truck = trucks.get(id);
        if (truck != null && truck.moves(doing)) {
            changed.add(id);
        }
        return truck != null;
    }

    void offlineAfter(Duration silence) {
        offlineAfter = silence;
    }

    void findOffline(Instant now) {
        var earliest = now.minus(offlineAfter);
        trucks.values().stream().filter(truck -> truck.findOffline(earliest)).forEach(truck -> changed.add(truck.id()));
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void leave(Watcher watcher) {
        watchers.remove(watcher);
    }

    List<Watcher> watchers(Predicate<Watcher> which) {
        return watchers.stream().filter(which).toList();
    }

    private Set<Picture.View> clusterViews() {
        return watchers.stream()
                .flatMap(watcher -> watcher.clusterView().stream())
                .collect(Collectors.toSet());
    }

    /** Hands what changed since the last beat to those who watch. */
    void beat(Instant now) {
        if (watchers.isEmpty()) {
            changed.clear();
            removed.clear();
            overview.forget();
            return;
        }
        var ids = List.copyOf(changed);
        ids.forEach(changed::remove); // before the states are read: what changes from here on is for the next beat
        var seen = new ArrayList<Sighting>();
        ids.stream().map(trucks::get).filter(Objects::nonNull).forEach(truck -> seen.add(truck.sighting()));
        for (var gone = removed.poll(); gone != null; gone = removed.poll()) {
            seen.add(gone.sighting());
        }
        overview.note(seen);
        watchers.forEach(watcher -> watcher.beat(this, overview, seen, now));
    }
}
