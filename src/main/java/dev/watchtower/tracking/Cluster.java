package dev.watchtower.tracking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Trucks that are near each other, counted, as watchers are sent it.
 *
 * @param latitude the mean of theirs, as the longitude
 * @param truck which one it is, where it is one alone
 */
record Cluster(
        double latitude,
        double longitude,
        int count,
        int moving,
        int idling,
        int stopped,
        int offline,
        @Nullable UUID truck) {}
