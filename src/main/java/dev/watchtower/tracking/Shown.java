package dev.watchtower.tracking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Watch watch;
    private final JsonMapper json;
    /** Whether the first frame was made. */
    private boolean begun;

    private boolean clustered;
    /** The number of the picture that was looked at last. */
    private long seen;

    private String clusters = "";
    private String counts = "";
    private final Set<UUID> shown = new HashSet<>();
    private final Map<UUID, LiveTruck> pending = new LinkedHashMap<>();
    private final Set<UUID> gone = new LinkedHashSet<>();

    /** @param before what the watcher was shown until now */
    Shown(Watch watch, @Nullable Shown before, JsonMapper json) {
        this.watch = watch;
        this.json = json;
        clustered = before != null && before.clustered;
    }

    /** How clusters are looked at, where there are any. */
    Optional<Picture.View> clusterView() {
        return clustered ? Optional.of(watch.view()) : Optional.empty();
    }

    /** Takes in what changed since the last beat. */
    void note(Collection<Sighting> changed) {
        if (begun) { // else the first frame will hold it
            changed.forEach(this::note);
        }
    }

    private void note(Sighting sighting) {
        var id = sighting.truck().id();
        if (watch.wants(sighting, clustered)) {
            shown.add(id);
            gone.remove(id);
            pending.put(id, sighting.truck());
        } else if (shown.remove(id)) {
            pending.remove(id);
            gone.add(id);
        }
    }

    /**
     * The frame that is due, if any.
     *
     * @param silent whether the watcher must hear something
     */
    byte @Nullable [] frame(Overview overview, Instant at, boolean silent) {
        if (begun && !clustered && shown.size() > MOST_TRUCKS) {
            outgrow(overview);
        }
        if (!begun || clustered) {
            var whole = whole(overview, at);
            if (whole != null || !begun) {
                return whole;
            }
        }
        var news = counts(overview);
        if (!pending.isEmpty() || !gone.isEmpty()) {
            return begin("changes", at)
                    .list("trucks", states())
                    .list("gone", ids())
                    .field("fleet", news)
                    .end();
        }
        return silent || !news.isEmpty()
                ? begin("tick", at).field("fleet", news).end()
                : null;
    }

    /** All that is shown, where it is due: as trucks or as clusters. */
    private byte @Nullable [] whole(Overview overview, Instant at) {
        var most = clustered ? FEWEST_CLUSTERED - 1 : MOST_TRUCKS;
        if (overview.most(watch.filter()) <= most) {
            return snapshot(overview, at);
        }
        var picture = overview.picture();
        if (picture == null || begun && picture.number() == seen) {
            return null;
        }
        seen = picture.number();
        var now = picture.clusters(watch);
        return now.total() <= most ? snapshot(overview, at) : clusters(now, overview, at);
    }

    private byte @Nullable [] snapshot(Overview overview, Instant at) {
        begin(false);
        note(Stream.concat(overview.trucks(watch.filter()), overview.trucks(watch.follow())));
        if (shown.size() > MOST_TRUCKS) {
            outgrow(overview);
            return null;
        }
        return begin("snapshot", at)
                .list("trucks", states())
                .field("fleet", counts(overview))
                .end();
    }

    private byte @Nullable [] clusters(Picture.Clusters now, Overview overview, Instant at) {
        if (begun && now.json().equals(clusters)) {
            return null;
        }
        begin(true);
        note(overview.trucks(watch.follow()));
        clusters = now.json();
        return begin("clusters", at)
                .field("total", String.valueOf(now.total()))
                .field("clusters", clusters)
                .list("trucks", states())
                .field("fleet", counts(overview))
                .end();
    }

    /** There are more trucks than may be told; perhaps more than the last picture shows. */
    private void outgrow(Overview overview) {
        overview.renew();
        begin(true);
        begun = false;
    }

    private void begin(boolean asClusters) {
        begun = true;
        clustered = asClusters;
        shown.clear();
        pending.clear();
        gone.clear();
    }

    private void note(Stream<LiveTruck> trucks) {
        trucks.map(LiveTruck::sighting).forEach(this::note);
    }

    /** How many trucks of the fleet do what, if the watcher wants to know and does not yet; else empty. */
    private String counts(Overview overview) {
        var picture = watch.fleet() ? overview.picture() : null;
        if (picture == null || picture.counts().equals(counts)) {
            return "";
        }
        counts = picture.counts();
        return counts;
    }

    private Frame begin(String type, Instant at) {
        return new Frame(type, at, pending.size() + gone.size());
    }

    private List<byte[]> states() {
        var states = pending.values().stream().map(truck -> truck.json(json)).toList();
        pending.clear();
        return states;
    }

    private List<byte[]> ids() {
        var ids = gone.stream()
                .map(id -> ("\"" + id + "\"").getBytes(StandardCharsets.US_ASCII))
                .toList();
        gone.clear();
        return ids;
    }
}
