package dev.watchtower.tracking;

import dev.watchtower.tracking.motion.MotionState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What memory holds of one truck's fold. Only the fold's thread touches it. */
final class TruckFold {
    /** One day's figures as kept. */
    record Today(long day, DayFigures figures) {}

    final UUID truck;
    final UUID organization;
    RuleBook.Rules rules;
    /** Of the rules by which all of its past was folded. */
    long rulesVersion;

    MotionState kept;
    /** What was folded since the last keeping; null when nothing was. */
    @Nullable
    FoldRun run;
    /** The kept episodes that last; null while not read yet. */
    @Nullable
    List<Episode.Kept> lasting;
    /** The newest day's figures; null while not read yet. */
    @Nullable
    Today today;
    /** Fixes are folded as they come; else the truck is being folded from what is stored. */
    boolean following;
    /** Fixes came while it was not following. */
    boolean missed;
    /** What the live fleet was told last; null when it did not know the truck. */
    @Nullable
    Doing told;

    TruckFold(
            UUID truck,
            UUID organization,
            RuleBook.Rules rules,
            long rulesVersion,
            MotionState kept,
            boolean following) {
        this.truck = truck;
        this.organization = organization;
        this.rules = rules;
        this.rulesVersion = rulesVersion;
        this.kept = kept;
        this.following = following;
    }

    /** Whether it does something else than was told. */
    boolean hasNews() {
        return told == null || !told.isBy(state());
    }

    MotionState state() {
        return run == null ? kept : run.state();
    }
}
