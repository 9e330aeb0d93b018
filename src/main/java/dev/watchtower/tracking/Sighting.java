package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a truck at one moment.
 *
 * @param at null while it is not shown: archived, or without a fix
 * @param motion a truck of which no more is known yet than its first fix counts as moving
 */
record Sighting(LiveTruck truck, @Nullable GeoPoint at, Motion motion) {
    boolean isShown() {
        return at != null;
    }
}
