package dev.watchtower.tracking;

import java.util.Set;
import java.util.UUID;

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
            return holds(at);
        }

        boolean holds(GeoPoint at) {
            var longitude = at.longitude();
            var between =
                    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
            return between && at.latitude() >= south && at.latitude() <= north;
        }
    }
}
