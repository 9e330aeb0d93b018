package dev.watchtower.tracking.motion;

/**
 * The thresholds of the definition.
 *
 * @param stopRadiusMeters a truck whose fixes stay within this of the earliest is standing
 * @param stopSeconds after so long it has stopped
 * @param leaveRadiusMeters a fix farther from the stop's anchor ends it
 * @param silenceSeconds so long without a fix is a silence
 * @param silenceRadiusMeters a silence whose ends lie no farther apart was spent standing
 * @param wildSpeedKph a fix that this speed does not reach from the one before is wild, if it is also
 * @param wildDistanceMeters farther than this from it
 */
public record MotionRules(
        int stopRadiusMeters,
        int stopSeconds,
        int leaveRadiusMeters,
        int silenceSeconds,
        int silenceRadiusMeters,
        int wildSpeedKph,
        int wildDistanceMeters) {
    /** The most stable of nine definitions tried on real trucks (docs/decisions). */
    public static final MotionRules STANDARD = new MotionRules(40, 120, 150, 120, 150, 150, 300);

    boolean isWild(MotionFix good, MotionFix fix) {
        var centimetres = good.centimetresTo(fix);
        return centimetres > wildDistanceMeters * 100L && !isWithinReach(centimetres, fix.at() - good.at());
    }

    boolean isWithinReach(MotionFix one, MotionFix later) {
        return isWithinReach(one.centimetresTo(later), later.at() - one.at());
    }

    /** 1 km/h is 1 cm in 36 ms. */
    private boolean isWithinReach(long centimetres, long millis) {
        return centimetres * 36 <= millis * wildSpeedKph;
    }

    boolean isSilence(MotionFix before, MotionFix after) {
        return after.at() - before.at() >= silenceSeconds * 1_000L;
    }

    boolean isStandingSilence(MotionFix before, MotionFix after) {
        return isSilence(before, after) && before.centimetresTo(after) <= silenceRadiusMeters * 100L;
    }

    /** A silence of which it is not known how it was spent. */
    public boolean isGap(MotionFix before, MotionFix after) {
        return isSilence(before, after) && !isStandingSilence(before, after);
    }

    boolean isNear(MotionFix one, MotionFix other) {
        return one.centimetresTo(other) <= stopRadiusMeters * 100L;
    }

    boolean isStop(MotionFix earliest, MotionFix latest) {
        return latest.at() - earliest.at() >= stopSeconds * 1_000L;
    }
}
