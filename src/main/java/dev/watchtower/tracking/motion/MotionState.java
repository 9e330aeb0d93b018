package dev.watchtower.tracking.motion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the fold knows of a truck after some fix; what comes next follows from it and the next fix alone.
 *
 * @param good the last fix that was not set aside; null before the first
 * @param wild a fix that was set aside and may yet prove right by the next one
 * @param speedFrom from where the next speed is derived
 */
public record MotionState(
        @Nullable MotionFix good,
        @Nullable MotionFix wild,
        @Nullable MotionFix speedFrom,
        Mode mode) {
    public static final MotionState START = new MotionState(null, null, null, new Moving(0, List.of(), null));

    public sealed interface Mode permits Moving, Stopped {}

    /**
     * @param since when the stop before ended, or the first fix was
     * @param kept the latest fixes that all lie near the earliest of them, and so may become a stop; not yet counted
     * @param counted the last point up to which distance is counted
     */
    public record Moving(
            long since, List<MotionFix> kept, @Nullable MotionFix counted) implements Mode {}

    /**
     * @param latitude of the anchor, in 1e-7 degrees
     * @param longitude of the anchor, in 1e-7 degrees
     * @param inside the last fix near the anchor, where the stop ends if no other follows
     * @param idlingSince since when the ignition was on without a silence; null where it is not
     */
    public record Stopped(
            long from,
            int latitude,
            int longitude,
            MotionFix inside,
            @Nullable Long idlingSince) implements Mode {
        long centimetresTo(MotionFix fix) {
            return Sphere.centimetres(latitude, longitude, fix.latitude(), fix.longitude());
        }
    }

    /**
     * Whatever a later fix finds that does not last by this state begins at this moment or later, and whatever was found
     * by now began before it; {@code Long.MAX_VALUE} before the first fix.
     */
    public long undecidedFrom() {
        if (good == null) {
            return Long.MAX_VALUE;
        }
        return mode instanceof Moving moving && !moving.kept().isEmpty()
                ? Math.min(good.at(), moving.kept().getFirst().at())
                : good.at();
    }

    /** The time of the last fix folded; {@code Long.MIN_VALUE} before the first. */
    public long at() {
        if (wild != null) {
            return wild.at();
        }
        return good == null ? Long.MIN_VALUE : good.at();
    }
}
