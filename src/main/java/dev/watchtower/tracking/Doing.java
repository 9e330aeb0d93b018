package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import dev.watchtower.tracking.motion.MotionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a truck does after its last folded fix, and since when.
 *
 * @param motion null before the first fix
 * @param sinceMillis since 1970
 */
record Doing(@Nullable Motion motion, long sinceMillis) {
    static Doing of(MotionState state) {
        return new Doing(motion(state), since(state));
    }

    /** Whether this is what the state says. */
    boolean isBy(MotionState state) {
        return sinceMillis == since(state) && motion == motion(state);
    }

    @Nullable
    Instant since() {
        return motion == null ? null : Instant.ofEpochMilli(sinceMillis);
    }

    private static @Nullable Motion motion(MotionState state) {
        if (state.good() == null) {
            return null;
        }
        return switch (state.mode()) {
            case MotionState.Moving moving -> Motion.MOVING;
            case MotionState.Stopped stop -> stop.idlingSince() == null ? Motion.STOPPED : Motion.IDLING;
        };
    }

    private static long since(MotionState state) {
        return switch (state.mode()) {
            case MotionState.Moving moving -> moving.since();
            case MotionState.Stopped stop -> {
                var idling = stop.idlingSince();
                yield idling == null ? stop.from() : idling;
            }
        };
    }
}
