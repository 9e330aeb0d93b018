package dev.watchtower.tracking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something became known of a truck's motion. It comes once for each change of an episode, in any order: look up what
 * holds now.
 *
 * @param episode keeps its id for as long as it is known
 * @param to null while it lasts
 */
public record MotionEvent(
        UUID organization,
        UUID truck,
        UUID episode,
        Kind kind,
        Change change,
        Origin origin,
        Instant from,
        @Nullable Instant to) {
    /** What kinds of episodes there are. */
    public enum Kind {
        STOP,
        /** The part of a stop with the ignition on. */
        IDLING,
        /** A silence whose ends lie apart. */
        GAP
    }

    /** What became of it. */
    public enum Change {
        FOUND,
        CHANGED,
        WITHDRAWN
    }
}
