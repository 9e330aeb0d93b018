package dev.watchtower.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A fleet at one moment. What is read off it is kept for all who ask for the same. */
final class Picture {
    /** What is looked at, and how closely. */
    record View(WatchFilter filter, @Nullable Integer zoom) {}

    /** @param json the clusters as they are sent */
    record Clusters(int total, String json) {}

    /** Of the views that come up by and by: while nothing changes, one picture may be looked at for long. */
    private static final int MOST_KEPT = 500;

    private final long number;
    private final Map<UUID, LiveTruck> trucks;
    private final JsonMapper json;
    private final FleetIndex index;
    private final String counts;
    private final Map<View, Clusters> read = new HashMap<>();

    /**
     * @param number tells it from others
     * @param views that it is taken for
     */
    Picture(long number, Map<UUID, LiveTruck> trucks, Set<View> views, JsonMapper json) {
        this.number = number;
        this.trucks = trucks;
        this.json = json;
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
        index = new FleetIndex(shown);
        counts = json.writeValueAsString(FleetCounts.of(index, noFix));
        views.forEach(view -> read.put(view, read(view)));
    }

    long number() {
        return number;
    }

    /** Of the trucks that the filter wants. */
    Clusters clusters(Watch watch) {
        var view = watch.view();
        var known = read.get(view);
        if (known == null) {
            known = read(view);
            if (read.size() < MOST_KEPT) {
                read.put(view, known);
            }
        }
        return known;
    }

    /** How many trucks do what, as it is sent. */
    String counts() {
        return counts;
    }

    /** The trucks that were in the box, and some around it. */
    List<LiveTruck> near(WatchFilter.Box box) {
        return ClusterGrid.near(index, box).stream().map(Sighting::truck).toList();
    }

    private Clusters read(View view) {
        var clusters = switch (view.filter()) {
            case WatchFilter.All all -> ClusterGrid.clusters(index, null, view.zoom());
            case WatchFilter.Box box -> ClusterGrid.clusters(index, box, view.zoom());
            case WatchFilter.Trucks some -> ClusterGrid.clusters(of(some.ids()), null, view.zoom());
        };
        return new Clusters(clusters.stream().mapToInt(Cluster::count).sum(), json.writeValueAsString(clusters));
    }

    private FleetIndex of(Set<UUID> ids) {
        return new FleetIndex(ids.stream()
                .map(trucks::get)
                .filter(Objects::nonNull)
                .map(LiveTruck::sighting)
                .filter(Sighting::isShown)
                .toList());
    }
}
