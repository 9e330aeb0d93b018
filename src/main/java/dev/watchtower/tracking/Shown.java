package dev.watchtower.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one watcher is shown, from one watch message to the next: trucks, never more than the newest state of each
 * waiting, or clusters where they are too many. Its watcher guards it.
 */
final class Shown {
    static final int MOST_TRUCKS = 2_000;
    /** Clusters give way only to fewer trucks than this, so that one more or less does not change the whole picture. */
    private static final int FEWEST_CLUSTERED = 1_800;

    private static final Duration BETWEEN_CLUSTERS = Duration.ofSeconds(1);

    private final Watch watch;
    private final JsonMapper json;
    private boolean begun;
    private boolean clustered;
    private long clusteredAt;
    private String clusters = "";
    private String fleet = "";
    private final Set<UUID> shown = new HashSet<>();
    private final Map<UUID, LiveTruck> pending = new LinkedHashMap<>();
    private final Set<UUID> gone = new LinkedHashSet<>();

    /** @param before what the watcher was shown until now */
    Shown(Watch watch, @Nullable Shown before, JsonMapper json) {
        this.watch = watch;
        this.json = json;
        clustered = before != null && before.clustered;
    }

    /** Takes in what changed since the last beat. */
    void note(Collection<Sighting> changed) {
        if (begun) { // else the first frame will hold it
            changed.forEach(this::note);
        }
    }

    private void note(Sighting seen) {
        var id = seen.truck().id();
        if (watch.wants(seen, clustered)) {
            shown.add(id);
            gone.remove(id);
            pending.put(id, seen.truck());
        } else if (shown.remove(id)) {
            pending.remove(id);
            gone.add(id);
        }
    }

    /**
     * The frame that is due, if any.
     *
     * @param time of a clock that only goes forward, in nanoseconds
     * @param silent whether the watcher must hear something
     */
    @Nullable
    String frame(Overview overview, Instant at, long time, boolean silent) {
        var due = time - clusteredAt >= BETWEEN_CLUSTERS.toNanos();
        if (begun && !clustered && shown.size() > MOST_TRUCKS) {
            overview.renew(); // it may not know yet of those who came
            clustered = true;
            begun = false;
        } else if (begun && clustered && due && overview.clusters(watch).total() < FEWEST_CLUSTERED) {
            begun = false;
        }
        var whole = !begun;
        if (whole) {
            begin(overview);
        }
        var counts = counts(overview);
        if (clustered && (whole || due)) {
            clusteredAt = time;
            var now = overview.clusters(watch);
            if (whole || !now.json().equals(clusters)) {
                clusters = now.json();
                return frame(
                        "clusters",
                        at,
                        field("total", now.total()),
                        field("clusters", clusters),
                        field("trucks", followed(overview)),
                        counts);
            }
        } else if (whole) {
            return frame("snapshot", at, field("trucks", states()), counts);
        }
        if (!pending.isEmpty() || !gone.isEmpty()) {
            return frame("changes", at, field("trucks", states()), field("gone", ids()), counts);
        }
        return silent || !counts.isEmpty() ? frame("tick", at, counts) : null;
    }

    private void begin(Overview overview) {
        begun = true;
        clear();
        var most = clustered ? FEWEST_CLUSTERED - 1 : MOST_TRUCKS;
        clustered = overview.size() > most && overview.clusters(watch).total() > most;
        if (!clustered) {
            note(Stream.concat(overview.trucks(watch.filter()), overview.trucks(watch.follow())));
            if (shown.size() > MOST_TRUCKS) {
                overview.renew();
                clustered = true;
                clear();
            }
        }
    }

    private void clear() {
        shown.clear();
        pending.clear();
        gone.clear();
    }

    private void note(Stream<LiveTruck> trucks) {
        trucks.map(LiveTruck::sighting).forEach(this::note);
    }

    /** The states of those that are told one by one beside clusters. */
    private String followed(Overview overview) {
        note(overview.trucks(watch.follow()));
        gone.clear();
        return states();
    }

    /** How many trucks of the fleet do what, if the watcher wants to know and does not yet. */
    private String counts(Overview overview) {
        var now = watch.fleet() ? overview.counts() : fleet;
        if (now.equals(fleet)) {
            return "";
        }
        fleet = now;
        return field("fleet", now);
    }

    private String states() {
        var states = new StringJoiner(",", "[", "]");
        pending.values().forEach(truck -> states.add(truck.json(json)));
        pending.clear();
        return states.toString();
    }

    private String ids() {
        var ids = new StringJoiner(",", "[", "]");
        gone.forEach(id -> ids.add("\"" + id + "\""));
        gone.clear();
        return ids.toString();
    }

    private static String frame(String type, Instant at, String... fields) {
        return "{\"type\":\"" + type + "\",\"at\":\"" + at + "\"" + String.join("", fields) + "}";
    }

    private static String field(String name, Object json) {
        return ",\"" + name + "\":" + json;
    }
}
