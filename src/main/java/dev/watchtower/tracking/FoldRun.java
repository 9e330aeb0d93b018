package dev.watchtower.tracking;

import dev.watchtower.tracking.motion.Fact;
import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionFold;
import dev.watchtower.tracking.motion.MotionRules;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.motion.MotionState.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Folds a stretch of one truck's fixes and collects what follows from it, to be kept together. */
final class FoldRun {
    private final MotionRules rules;
    private final List<Episode> ended = new ArrayList<>();
    private final Map<Long, DayFigures> days = new TreeMap<>();
    private final TreeMap<Long, MotionState> dayEnds = new TreeMap<>();
    private final BiConsumer<Fact.Step, Origin> driven;
    private MotionState state;
    private Origin origin = Origin.LATE;
    private @Nullable Long firstAt;

    /** @param driven is told the steps that are not in the driven roads yet, and how they became known */
    FoldRun(MotionState start, MotionRules rules, BiConsumer<Fact.Step, Origin> driven) {
        this.driven = driven;
        this.state = start;
        this.rules = rules;
    }

    /**
     * Folds the next fix.
     *
     * @param isNewWay which steps found by it are not in the driven roads yet
     */
    void take(MotionFix fix, Origin origin, Predicate<Fact.Step> isNewWay) {
        var day = DayFigures.day(fix.at());
        var before = state;
        if (before.good() != null && DayFigures.day(before.at()) < day) {
            dayEnds.put(DayFigures.day(before.at()), before);
        }
        if (firstAt == null) {
            firstAt = fix.at();
        }
        this.origin = origin;
        state = MotionFold.next(before, fix, rules, fact -> {
            switch (fact) {
                case Fact.Stop stop ->
                    ended.add(new Episode(
                            MotionEvent.Kind.STOP,
                            stop.from(),
                            stop.to(),
                            point(stop.latitude(), stop.longitude()),
                            origin));
                case Fact.Idling idling ->
                    ended.add(new Episode(MotionEvent.Kind.IDLING, idling.from(), idling.to(), null, origin));
                case Fact.Gap gap -> ended.add(new Episode(MotionEvent.Kind.GAP, gap.from(), gap.to(), null, origin));
                case Fact.Step step -> {
                    figures(day).drive((int) step.centimetres(), step.to().at(), day);
                    if (isNewWay.test(step)) {
                        driven.accept(step, origin);
                    }
                }
                case Fact.Speed speed -> figures(day).see(speed.kph(), speed.at());
            }
        });
    }

    MotionState state() {
        return state;
    }

    /** The time of the first fix folded; null before. */
    @Nullable
    Long firstAt() {
        return firstAt;
    }

    boolean isEmpty() {
        return firstAt == null;
    }

    /** All episodes of the stretch, those that last among them. */
    List<Episode> episodes() {
        var all = new ArrayList<>(ended);
        all.addAll(lasting());
        return all;
    }

    List<Episode> ended() {
        return ended;
    }

    List<Episode> lasting() {
        return lasting(state, origin);
    }

    /** What lasts in a state of which it is not known how it was found. */
    static List<Episode> lasting(MotionState state) {
        return lasting(state, Origin.LATE);
    }

    private static List<Episode> lasting(MotionState state, Origin origin) {
        return switch (state.mode()) {
            case MotionState.Moving moving -> List.of();
            case Stopped stop -> {
                var point = point(stop.latitude(), stop.longitude());
                var lasting = new Episode(MotionEvent.Kind.STOP, stop.from(), null, point, origin);
                var idling = stop.idlingSince();
                yield idling == null
                        ? List.of(lasting)
                        : List.of(lasting, new Episode(MotionEvent.Kind.IDLING, idling, null, null, origin));
            }
        };
    }

    /** By UTC day, in days since 1970. */
    Map<Long, DayFigures> days() {
        return days;
    }

    /** The states after the last fix of each UTC day that was left. */
    TreeMap<Long, MotionState> dayEnds() {
        return dayEnds;
    }

    private DayFigures figures(long day) {
        return days.computeIfAbsent(day, missing -> new DayFigures());
    }

    private static GeoPoint point(int latitude, int longitude) {
        return new GeoPoint(latitude / 1e7, longitude / 1e7);
    }
}
