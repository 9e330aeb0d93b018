package dev.watchtower.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which trucks a watcher wants to see. */
sealed interface WatchFilter {
    boolean wants(UUID truck, GeoPoint at);

    record All() implements WatchFilter {
        @Override
        public boolean wants(UUID truck, GeoPoint at) {
            return true;
        }
    }

    record Trucks(Set<UUID> ids) implements WatchFilter {
        @Override
        public boolean wants(UUID truck, GeoPoint at) {
            return ids.contains(truck);
        }
    }

    /** West may lie east of east: the box then spans the date line. */
    record Box(double west, double south, double east, double north) implements WatchFilter {
        @Override
        public boolean wants(UUID truck, GeoPoint at) {
            var longitude = at.longitude();
            var between =
                    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
            return between && at.latitude() >= south && at.latitude() <= north;
        }
    }

    /** What a watcher sends; docs/api.md describes it. */
    record Message(
            @Nullable String type,
            @Nullable List<Double> box,
            @Nullable List<UUID> trucks) {
        private static final int MOST_TRUCKS = 5_000;

        /** @throws IllegalArgumentException with a sentence for the watcher */
        WatchFilter filter() {
            if (!"watch".equals(type)) {
                throw new IllegalArgumentException("type must be \"watch\"");
            }
            if (box != null) {
                if (box.size() != 4 || box.stream().anyMatch(edge -> edge == null || !Double.isFinite(edge))) {
                    throw new IllegalArgumentException("box must be [west, south, east, north] in degrees");
                }
                return new Box(box.get(0), box.get(1), box.get(2), box.get(3));
            }
            if (trucks == null) {
                return new All();
            }
            if (trucks.size() > MOST_TRUCKS || trucks.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("trucks must be at most " + MOST_TRUCKS + " ids");
            }
            return new Trucks(Set.copyOf(trucks));
        }
    }
}
