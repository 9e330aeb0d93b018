package dev.watchtower.tracking.motion;

import dev.watchtower.tracking.motion.MotionState.Moving;
import dev.watchtower.tracking.motion.MotionState.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The definition of motion as a pure function: (state, fix, rules) to the next state, telling the facts found on the
 * way. Fixes of one truck come in the order of their times, each time once.
 */
public final class MotionFold {
    /** Of dense fixes so many represent a possible stop. */
    private static final int MOST_KEPT = 16;

    /** Drift of a slow truck is not distance. */
    private static final long COUNTED_CENTIMETRES = 2_000;
    /** Over a shorter time the receiver's error outweighs the way. */
    private static final long SHORTEST_SPEED_MILLIS = 15_000;

    private static final long LONGEST_SPEED_MILLIS = 90_000;

    private MotionFold() {}

    /** The state after the fix; what was found by it goes to {@code facts}. */
    public static MotionState next(MotionState state, MotionFix fix, MotionRules rules, Consumer<Fact> facts) {
        var good = state.good();
        if (good == null) {
            return new MotionState(fix, null, fix, new Moving(fix.at(), List.of(fix), null));
        }
        if (!rules.isWild(good, fix)) {
            return accept(state, good, fix, rules, facts);
        }
        var wild = state.wild();
        if (wild == null || !rules.isWithinReach(wild, fix)) {
            return new MotionState(good, fix, state.speedFrom(), state.mode());
        }
        var proved = accept(state, good, wild, rules, facts);
        return accept(proved, wild, fix, rules, facts);
    }

    /** The way over the latest fixes that is not told yet, because they may become a stop; in centimetres. */
    public static long uncounted(MotionState state) {
        var steps = new ArrayList<Fact.Step>();
        if (state.mode() instanceof Moving moving) {
            count(moving.counted(), moving.kept(), fact -> steps.add((Fact.Step) fact));
        }
        return steps.stream().mapToLong(Fact.Step::centimetres).sum();
    }

    private static MotionState accept(
            MotionState state, MotionFix good, MotionFix fix, MotionRules rules, Consumer<Fact> facts) {
        var mode = switch (state.mode()) {
            case Moving moving -> move(moving, good, fix, rules, facts);
            case Stopped stopped -> stand(stopped, good, fix, rules, facts);
        };
        return new MotionState(fix, null, speed(state.speedFrom(), fix, mode instanceof Moving, rules, facts), mode);
    }

    private static MotionState.Mode move(
            Moving moving, MotionFix good, MotionFix fix, MotionRules rules, Consumer<Fact> facts) {
        var kept = moving.kept();
        if (rules.isStandingSilence(good, fix)) {
            var first = firstWithin(kept, fix, rules.silenceRadiusMeters() * 100L);
            count(moving.counted(), kept.subList(0, Math.min(first + 1, kept.size())), facts);
            var stood = kept.subList(first, kept.size());
            if (!stood.isEmpty()) {
                endIdling(idle(stood, rules, facts), stood.getLast().at(), facts);
            }
            var from = stood.isEmpty() ? good.at() : stood.getFirst().at();
            return new Stopped(from, fix.latitude(), fix.longitude(), fix, fix.runs() ? fix.at() : null);
        }
        if (rules.isSilence(good, fix)) {
            facts.accept(new Fact.Gap(good.at(), fix.at()));
            return new Moving(moving.since(), List.of(fix), count(moving.counted(), kept, facts));
        }
        int first = 0;
        while (first < kept.size() && !isStanding(kept, first, fix, rules)) {
            first++;
        }
        var counted = count(moving.counted(), kept.subList(0, first), facts);
        var near = kept.subList(first, kept.size());
        if (!near.isEmpty() && rules.isStop(near.getFirst(), fix)) {
            count(counted, near.subList(0, 1), facts);
            return stop(with(near, fix), rules, facts);
        }
        return new Moving(
                moving.since(), isWorthKeeping(near, fix, rules) ? with(near, fix) : List.copyOf(near), counted);
    }

    private static MotionState.Mode stand(
            Stopped stop, MotionFix good, MotionFix fix, MotionRules rules, Consumer<Fact> facts) {
        if (rules.isStandingSilence(good, fix)) {
            var idling = idling(stop, good, fix, rules, facts);
            return new Stopped(stop.from(), fix.latitude(), fix.longitude(), fix, idling);
        }
        var centimetres = stop.centimetresTo(fix);
        if (centimetres <= rules.stopRadiusMeters() * 100L) {
            var idling = idling(stop, good, fix, rules, facts);
            return new Stopped(stop.from(), stop.latitude(), stop.longitude(), fix, idling);
        }
        if (centimetres <= rules.leaveRadiusMeters() * 100L) {
            return stop; // it may be leaving, or the receiver drifts
        }
        var inside = stop.inside();
        endIdling(stop.idlingSince(), inside.at(), facts);
        facts.accept(new Fact.Stop(stop.from(), inside.at(), stop.latitude(), stop.longitude()));
        if (rules.isSilence(good, fix)) {
            facts.accept(new Fact.Gap(good.at(), fix.at()));
        }
        return new Moving(inside.at(), List.of(fix), inside);
    }

    /** Whether the kept fixes from here on, and the new one, all lie near the first of them. */
    private static boolean isStanding(List<MotionFix> kept, int first, MotionFix fix, MotionRules rules) {
        var earliest = kept.get(first);
        if (!rules.isNear(earliest, fix)) {
            return false;
        }
        for (int i = first + 1; first > 0 && i < kept.size(); i++) {
            if (!rules.isNear(earliest, kept.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWorthKeeping(List<MotionFix> near, MotionFix fix, MotionRules rules) {
        if (near.isEmpty()) {
            return true;
        }
        var last = near.getLast();
        return near.size() < MOST_KEPT
                && (fix.at() - last.at() >= rules.stopSeconds() * 1_000L / (MOST_KEPT - 1)
                        || last.centimetresTo(fix) >= COUNTED_CENTIMETRES);
    }

    private static int firstWithin(List<MotionFix> kept, MotionFix fix, long centimetres) {
        int first = 0;
        while (first < kept.size() && kept.get(first).centimetresTo(fix) > centimetres) {
            first++;
        }
        return first;
    }

    /** The anchor is the mean of the fixes, from now on for good. */
    private static Stopped stop(List<MotionFix> fixes, MotionRules rules, Consumer<Fact> facts) {
        var first = fixes.getFirst();
        long latitudes = 0;
        long easts = 0;
        for (var fix : fixes) {
            latitudes += fix.latitude();
            easts += Sphere.east(first.longitude(), fix.longitude());
        }
        return new Stopped(
                first.at(),
                (int) Math.floorDiv(latitudes, fixes.size()),
                Sphere.longitude(first.longitude(), Math.floorDiv(easts, fixes.size())),
                fixes.getLast(),
                idle(fixes, rules, facts));
    }

    /** Counts the way over these points, and returns the last one counted. */
    private static @Nullable MotionFix count(
            @Nullable MotionFix counted, List<MotionFix> points, Consumer<Fact> facts) {
        var last = counted;
        for (var point : points) {
            if (last == null) {
                last = point;
                continue;
            }
            var centimetres = last.centimetresTo(point);
            if (centimetres >= COUNTED_CENTIMETRES) {
                facts.accept(new Fact.Step(last, point, centimetres));
                last = point;
            }
        }
        return last;
    }

    /** Follows the ignition over fixes that were spent standing; since when it is on at the last of them. */
    private static @Nullable Long idle(List<MotionFix> fixes, MotionRules rules, Consumer<Fact> facts) {
        Long since = fixes.getFirst().runs() ? (Long) fixes.getFirst().at() : null;
        for (int i = 1; i < fixes.size(); i++) {
            var before = fixes.get(i - 1);
            since = idling(since, before, before, fixes.get(i), rules, facts);
        }
        return since;
    }

    private static @Nullable Long idling(
            Stopped stop, MotionFix good, MotionFix fix, MotionRules rules, Consumer<Fact> facts) {
        return idling(stop.idlingSince(), stop.inside(), good, fix, rules, facts);
    }

    /**
     * @param inside the last fix near the anchor
     * @param good the last fix at all: the receiver may have drifted meanwhile
     */
    private static @Nullable Long idling(
            @Nullable Long since,
            MotionFix inside,
            MotionFix good,
            MotionFix fix,
            MotionRules rules,
            Consumer<Fact> facts) {
        if (since != null) {
            var silence = rules.isSilence(good, fix);
            if (!silence && fix.runs()) {
                return since;
            }
            endIdling(since, silence ? inside.at() : fix.at(), facts);
        }
        return fix.runs() ? (Long) fix.at() : null;
    }

    private static void endIdling(@Nullable Long since, long to, Consumer<Fact> facts) {
        if (since != null && to > since) {
            facts.accept(new Fact.Idling(since, to));
        }
    }

    private static MotionFix speed(
            @Nullable MotionFix from, MotionFix fix, boolean moving, MotionRules rules, Consumer<Fact> facts) {
        var before = Objects.requireNonNull(from, "there was a fix before");
        var millis = fix.at() - before.at();
        if (!fix.hasSpeed() && millis < SHORTEST_SPEED_MILLIS) {
            return before;
        }
        if (moving && (fix.hasSpeed() || millis <= LONGEST_SPEED_MILLIS)) {
            var kph = fix.hasSpeed() ? fix.speedKph() : before.centimetresTo(fix) * 36f / millis;
            if (kph <= rules.wildSpeedKph()) {
                facts.accept(new Fact.Speed(fix.at(), kph));
            }
        }
        return fix;
    }

    private static List<MotionFix> with(List<MotionFix> fixes, MotionFix fix) {
        if (fixes.isEmpty()) {
            return List.of(fix);
        }
        var all = new ArrayList<MotionFix>(fixes.size() + 1);
        all.addAll(fixes);
        all.add(fix);
        return List.copyOf(all);
    }
}
