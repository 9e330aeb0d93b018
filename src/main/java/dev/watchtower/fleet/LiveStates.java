package dev.watchtower.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each truck of the organization does now: asked here, answered by the floor that takes in positions. */
public interface LiveStates {
    /**
     * @param lastFixAt when the newest fix was recorded
     * @param motion null for the moment until its first fix is followed up
     * @param motionSince since when it does that; for an offline truck the time of its last fix
     */
    record LiveState(
            Instant lastFixAt,
            @Nullable Motion motion,
            @Nullable Instant motionSince) {}

    /** The truck's state; empty before its first fix. */
    Optional<LiveState> liveState(UUID truck);
}
