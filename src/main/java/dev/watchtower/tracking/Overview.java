package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fleet at a glance, for watchers of more trucks than they are told of one by one. It is taken anew at most once a
 * second, only for who asks, and each view of it is read once for all who have it. It belongs to the thread that sends
 * frames.
 */
final class Overview {
    private static final Duration LASTS = Duration.ofSeconds(1);

    /** @param json the clusters as they are sent */
    record Clusters(int total, String json) {}

    /** @param box null for all trucks */
    private record View(
            WatchFilter.@Nullable Box box, @Nullable Integer zoom) {}

    private record Taken(long at, FleetIndex index, String counts, Map<View, Clusters> read) {}

    private final Map<UUID, LiveTruck> trucks;
    private final JsonMapper json;
    private final Ticker ticker;
    private @Nullable Taken taken;
    /** Since it was taken. */
    private final Set<LiveTruck> changed = new HashSet<>();

    Overview(Map<UUID, LiveTruck> trucks, JsonMapper json, Ticker ticker) {
        this.trucks = trucks;
        this.json = json;
        this.ticker = ticker;
    }

    void note(Collection<Sighting> seen) {
        if (taken != null) {
            seen.forEach(sighting -> changed.add(sighting.truck()));
        }
    }

    void forget() {
        taken = null;
        changed.clear();
    }

    /** What is asked from here on knows all that was noted, however young the last answer is. */
    void renew() {
        if (!changed.isEmpty()) {
            forget();
        }
    }

    /** How many trucks there are, those that are not shown included. */
    int size() {
        return trucks.size();
    }

    Stream<LiveTruck> trucks(Set<UUID> ids) {
        return ids.stream().map(trucks::get).filter(Objects::nonNull);
    }

    /** The trucks that the filter wants now, and perhaps others. */
    Stream<LiveTruck> trucks(WatchFilter filter) {
        return switch (filter) {
            case WatchFilter.Trucks some -> trucks(some.ids());
            case WatchFilter.Box box when size() > Shown.MOST_TRUCKS ->
                Stream.concat(
                                ClusterGrid.near(taken().index(), box).stream().map(Sighting::truck),
                                changed.stream())
                        .distinct();
            case WatchFilter.Box box -> trucks.values().stream();
            case WatchFilter.All all -> trucks.values().stream();
        };
    }

    /** Of the trucks that the watch's filter wants. */
    Clusters clusters(Watch watch) {
        return switch (watch.filter()) {
            case WatchFilter.All all -> clusters(new View(null, watch.zoom()));
            case WatchFilter.Box box -> clusters(new View(box, watch.zoom()));
            case WatchFilter.Trucks some -> {
                var sightings = trucks(some.ids())
                        .map(LiveTruck::sighting)
                        .filter(Sighting::isShown)
                        .toList();
                yield encoded(ClusterGrid.clusters(new FleetIndex(sightings), null, watch.zoom()));
            }
        };
    }

    private Clusters clusters(View view) {
        var now = taken();
        return now.read()
                .computeIfAbsent(view, same -> encoded(ClusterGrid.clusters(now.index(), same.box(), same.zoom())));
    }

    private Clusters encoded(List<Cluster> clusters) {
        return new Clusters(clusters.stream().mapToInt(Cluster::count).sum(), json.writeValueAsString(clusters));
    }

    /** How many trucks of the fleet do what, as it is sent. */
    String counts() {
        return taken().counts();
    }

    private Taken taken() {
        var now = ticker.read();
        if (taken == null || !changed.isEmpty() && now - taken.at() >= LASTS.toNanos()) {
            taken = take(now);
            changed.clear();
        }
        return taken;
    }

    private Taken take(long now) {
        var shown = new ArrayList<Sighting>(trucks.size());
        int noFix = 0;
        for (var truck : trucks.values()) {
            var sighting = truck.sighting();
            if (sighting.isShown()) {
                shown.add(sighting);
            } else if (!truck.isArchived()) {
                noFix++;
            }
        }
        var index = new FleetIndex(shown);
        return new Taken(now, index, json.writeValueAsString(FleetCounts.of(index, noFix)), new HashMap<>());
    }
}
