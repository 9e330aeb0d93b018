package dev.watchtower.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** When each truck of the organization was last heard of: asked here, answered by the floor that takes in positions. */
public interface LastFixes {
    /** When the truck's newest fix was recorded; empty before the first. */
    Optional<Instant> lastFixAt(UUID truck);
}
