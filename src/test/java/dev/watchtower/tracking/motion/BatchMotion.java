package dev.watchtower.tracking.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * The written definition once more, in another way: over the whole list of a truck's fixes, by index, without a state.
 * For fixes that are not denser than those the fold keeps.
 */
final class BatchMotion {
    /** @param to null while it lasts */
    record Stop(long from, Long to, int latitude, int longitude) {}

    private final List<MotionFix> good;
    private final MotionRules rules = MotionRules.STANDARD;
    final List<Stop> stops = new ArrayList<>();
    final List<Fact.Gap> gaps = new ArrayList<>();
    long centimetres;

    private BatchMotion(List<MotionFix> good) {
        this.good = good;
    }

    static BatchMotion of(List<MotionFix> fixes) {
        var batch = new BatchMotion(withoutWild(fixes));
        batch.run();
        return batch;
    }

    private static List<MotionFix> withoutWild(List<MotionFix> fixes) {
        var good = new ArrayList<>(fixes.subList(0, 1));
        for (int i = 1; i < fixes.size(); i++) {
            var fix = fixes.get(i);
            var agreed = i + 1 < fixes.size()
                    && isWild(good.getLast(), fixes.get(i + 1))
                    && kph(fix, fixes.get(i + 1)) <= 150;
            if (!isWild(good.getLast(), fix) || agreed) {
                good.add(fix);
            }
        }
        return good;
    }

    private static boolean isWild(MotionFix before, MotionFix fix) {
        return meters(before, fix) > 300 && kph(before, fix) > 150;
    }

    private void run() {
        int section = 0; // where the present drive began
        int counted = 0; // where its distance is counted from
        while (section < good.size()) {
            int[] stop = nextStop(section);
            if (stop == null) {
                drive(counted, section, good.size() - 1);
                return;
            }
            drive(counted, section, stop[0]);
            int inside = stop[1];
            var anchor = anchor(stop[0], stop[1]);
            int leave = stop[1] + 1;
            for (; leave < good.size(); leave++) {
                var fix = good.get(leave);
                var before = good.get(leave - 1);
                if (fix.at() - before.at() >= 120_000 && meters(before, fix) <= 150) {
                    anchor = fix;
                    inside = leave;
                } else if (meters(anchor, fix) <= 40) {
                    inside = leave;
                } else if (meters(anchor, fix) > 150) {
                    break;
                }
            }
            var lasts = leave == good.size();
            stops.add(new Stop(
                    good.get(stop[0]).at(),
                    lasts ? null : (Long) good.get(inside).at(),
                    anchor.latitude(),
                    anchor.longitude()));
            if (!lasts && good.get(leave).at() - good.get(leave - 1).at() >= 120_000) {
                gaps.add(new Fact.Gap(good.get(leave - 1).at(), good.get(leave).at()));
            }
            section = leave;
            counted = inside;
        }
    }

    /** The first and the last fix by which the next stop shows; null when there is none. */
    private int[] nextStop(int section) {
        int low = section;
        for (int j = section + 1; j < good.size(); j++) {
            var fix = good.get(j);
            var before = good.get(j - 1);
            if (fix.at() - before.at() >= 120_000) {
                if (meters(before, fix) <= 150) {
                    int first = earliest(low, j - 1);
                    while (first < j - 1 && meters(good.get(first), fix) > 150) {
                        first++;
                    }
                    return new int[] {first, j};
                }
                gaps.add(new Fact.Gap(before.at(), fix.at()));
                low = j;
            } else {
                int first = earliest(low, j);
                if (fix.at() - good.get(first).at() >= 120_000) {
                    return new int[] {first, j};
                }
            }
        }
        return null;
    }

    /** The earliest fix from which on all lie within 40 m of it. */
    private int earliest(int low, int last) {
        for (int first = low; first <= last; first++) {
            var center = good.get(first);
            if (good.subList(first, last + 1).stream().allMatch(fix -> meters(center, fix) <= 40)) {
                return first;
            }
        }
        return last;
    }

    private MotionFix anchor(int first, int last) {
        if (good.get(last).at() - good.get(last - 1).at() >= 120_000) {
            return good.get(last);
        }
        var all = good.subList(first, last + 1);
        return new MotionFix(
                0,
                (int) Math.floor(
                        all.stream().mapToLong(MotionFix::latitude).average().orElseThrow()),
                (int) Math.floor(
                        all.stream().mapToLong(MotionFix::longitude).average().orElseThrow()),
                null,
                Float.NaN);
    }

    private void drive(int counted, int section, int last) {
        var from = good.get(counted);
        for (int i = section; i <= last; i++) {
            var meters = meters(from, good.get(i));
            if (meters >= 20) {
                centimetres += Math.round(meters * 100);
                from = good.get(i);
            }
        }
    }

    static double kph(MotionFix before, MotionFix fix) {
        return meters(before, fix) / (fix.at() - before.at()) * 3_600;
    }

    /** By chords in space, where the fold takes the haversine. */
    static double meters(MotionFix one, MotionFix other) {
        var chord = 0.0;
        var a = space(one);
        var b = space(other);
        for (int axis = 0; axis < 3; axis++) {
            chord += (a[axis] - b[axis]) * (a[axis] - b[axis]);
        }
        var meters = 2 * Math.asin(Math.sqrt(chord) / 2) * 6_371_008.8;
        return Math.round(meters * 100) / 100.0; // in whole centimetres, as the definition's state
    }

    private static double[] space(MotionFix fix) {
        var latitude = Math.toRadians(fix.latitude() / 1e7);
        var longitude = Math.toRadians(fix.longitude() / 1e7);
        return new double[] {
            Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude)
        };
    }
}
