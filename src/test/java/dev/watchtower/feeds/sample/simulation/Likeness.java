package dev.watchtower.feeds.sample.simulation;

import dev.watchtower.tracking.motion.Fact;
import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionFold;
import dev.watchtower.tracking.motion.MotionRules;
import dev.watchtower.tracking.motion.MotionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures by which one fleet's fixes are like another's.
 *
 * <p>Speed: in km/h between fixes at most 90 s apart, standing ones among them. Turn: degrees between the bearings of two
 * such pairs that follow each other, each at least 20 m long. Stop: minutes, by the motion fold; a stop of more than six
 * hours is a rest and no stop. Stops: a truck's in a UTC day in which it has any. Gap: seconds between fixes that follow
 * each other.
 */
record Likeness(Map<String, List<Double>> figures) {
    private static final double NEAR_SECONDS = 90;
    private static final double MOVED_METERS = 20;
    private static final double REST_MINUTES = 360;
    private static final double DAY_MILLIS = 86_400_000;

    static Likeness of(Collection<List<MotionFix>> trucks) {
        var likeness = new Likeness(new LinkedHashMap<>());
        trucks.forEach(fixes -> {
            likeness.addPairs(fixes);
            likeness.addStops(fixes);
        });
        return likeness;
    }

    double quantile(String figure, double part) {
        var sorted = figures.get(figure).stream().sorted().toList();
        return sorted.get((int) (sorted.size() * part));
    }

    private void add(String figure, double value) {
        figures.computeIfAbsent(figure, missing -> new ArrayList<>()).add(value);
    }

    private void addPairs(List<MotionFix> fixes) {
        Double bearing = null;
        for (int i = 1; i < fixes.size(); i++) {
            var from = fixes.get(i - 1);
            var to = fixes.get(i);
            var seconds = (to.at() - from.at()) / 1_000.0;
            add("gap, s", seconds);
            var north = (to.latitude() - from.latitude()) / 1e7 * 111_195;
            var east =
                    (to.longitude() - from.longitude()) / 1e7 * 111_195 * Math.cos(Math.toRadians(to.latitude() / 1e7));
            var meters = Math.hypot(north, east);
            if (seconds > NEAR_SECONDS || meters < MOVED_METERS) {
                bearing = null;
            }
            if (seconds <= NEAR_SECONDS) {
                add("speed, km/h", meters / seconds * 3.6);
                if (meters >= MOVED_METERS) {
                    var now = Math.atan2(east, north);
                    if (bearing != null) {
                        add("turn, degrees", Math.toDegrees(Point.turn(now, bearing)));
                    }
                    bearing = now;
                }
            }
        }
    }

    private void addStops(List<MotionFix> fixes) {
        var perDay = new HashMap<Long, Integer>();
        var state = MotionState.START;
        for (var fix : fixes) {
            state = MotionFold.next(state, fix, MotionRules.STANDARD, fact -> {
                if (fact instanceof Fact.Stop stop) {
                    var minutes = (stop.to() - stop.from()) / 60_000.0;
                    if (minutes <= REST_MINUTES) {
                        add("stop, min", minutes);
                        perDay.merge((long) Math.floor(stop.from() / DAY_MILLIS), 1, Integer::sum);
                    }
                }
            });
        }
        perDay.values().forEach(stops -> add("stops a day", stops));
    }
}
