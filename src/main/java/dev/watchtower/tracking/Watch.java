package dev.watchtower.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher wants to be told.
 *
 * @param zoom the whole part of its map's, for the size of clusters; null where it has none
 * @param follow trucks that it is told of wherever they are, however many there are
 * @param fleet whether it also wants to know how many trucks of the whole fleet do what
 * @param binary whether it wants its frames as binary messages, which need not be encoded for each watcher anew
 */
record Watch(WatchFilter filter, @Nullable Integer zoom, Set<UUID> follow, boolean fleet, boolean binary) {
    /** Whether it is to be told of this truck by itself. */
    boolean wants(Sighting seen, boolean clustered) {
        var at = seen.at();
        var id = seen.truck().id();
        return at != null && (!clustered && filter.wants(id, at) || follow.contains(id));
    }

    Picture.View view() {
        return new Picture.View(filter, zoom);
    }

    /** The message of a watcher; docs/api.md describes it. */
    record Message(
            @Nullable String type,
            @Nullable List<Double> box,
            @Nullable List<UUID> trucks,
            @Nullable Double zoom,
            @Nullable List<UUID> follow,
            @Nullable Boolean fleet,
            @Nullable Boolean binary) {
        private static final int MOST_TRUCKS = 5_000;
        private static final int MOST_FOLLOWED = 50;
        private static final int LARGEST_ZOOM = 22;

        /** @throws IllegalArgumentException with a sentence for the watcher */
        Watch watch() {
            if (!"watch".equals(type)) {
                throw new IllegalArgumentException("type must be \"watch\"");
            }
            if (zoom != null && !(zoom >= 0 && zoom <= LARGEST_ZOOM)) {
                throw new IllegalArgumentException("zoom must be from 0 to " + LARGEST_ZOOM);
            }
            return new Watch(
                    filter(),
                    zoom == null ? null : zoom.intValue(),
                    ids("follow", follow, MOST_FOLLOWED),
                    Boolean.TRUE.equals(fleet),
                    Boolean.TRUE.equals(binary));
        }

        private WatchFilter filter() {
            if (box != null) {
                if (box.size() != 4 || box.stream().anyMatch(edge -> edge == null || !Double.isFinite(edge))) {
                    throw new IllegalArgumentException("box must be [west, south, east, north] in degrees");
                }
                return new WatchFilter.Box(box.get(0), box.get(1), box.get(2), box.get(3));
            }
            return trucks == null ? new WatchFilter.All() : new WatchFilter.Trucks(ids("trucks", trucks, MOST_TRUCKS));
        }

        private static Set<UUID> ids(String field, @Nullable List<UUID> ids, int most) {
            if (ids == null) {
                return Set.of();
            }
            if (ids.size() > most || ids.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException(field + " must be at most " + most + " ids");
            }
            return Set.copyOf(ids);
        }
    }
}
