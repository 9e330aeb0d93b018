package dev.watchtower.feeds.sample.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The device in a truck: a fix each half minute and on turns, silence some minutes after the engine is off. Now and then
 * a minute is missing, the receiver sees no sky, or a batch comes late.
 */
final class Tracker {
    private static final int LOOK = 5;
    private static final int EVERY = 30;
    private static final int TURN_AFTER = 10;
    private static final double TURN = Math.toRadians(40);
    private static final int LINGER = 180;
    private static final double MISSING_MINUTE = 1 / 250.0;
    private static final double GAP_A_DAY = 0.3;
    private static final double LATE_A_DAY = 0.3;
    private static final double KM_A_DAY = 565;

    private record Span(double from, double to) {
        static final Span NONE = new Span(0, 0);

        boolean holds(double second) {
            return from <= second && second < to;
        }
    }

    private final int truck;
    private final long day;
    private final TruckDay driven;
    private final SplittableRandom random;
    private final GpsError error;
    private final Span gap;
    private final Span late;
    private final long lateArrival;
    private final List<SampleFix> fixes = new ArrayList<>();

    private Tracker(int truck, long day, TruckDay driven, SplittableRandom random) {
        this.truck = truck;
        this.day = day;
        this.driven = driven;
        this.random = random;
        this.error = new GpsError(random);
        this.gap = span(GAP_A_DAY, 360, 1_200);
        this.late = span(LATE_A_DAY, 480, 1_800);
        this.lateArrival = (long) late.to() + random.nextInt(30, 90);
    }

    /** All that it sends of a truck's day, in the order of recording. */
    static List<SampleFix> fixes(int truck, long day, TruckDay driven, long seed) {
        var tracker = new Tracker(
                truck, day, driven, new SplittableRandom(Long.rotateLeft(seed, 32) + truck * 100_003L + day));
        tracker.record();
        return tracker.fixes;
    }

    private Span span(double chance, int shortest, int longest) {
        var from = driven.begin() + random.nextDouble(70_000);
        var to = from + random.nextDouble(shortest, longest);
        return random.nextDouble() < chance ? new Span(from, to) : Span.NONE;
    }

    private void record() {
        var kmPerMeter = KM_A_DAY / driven.meters();
        var odometer = 80_000 + truck * 3_100 + (day - 20_400) * KM_A_DAY;
        long last = 0;
        double lastHeading = 0;
        var lastIgnition = false;
        double silentUntil = 0;
        for (var stretch : driven.stretches()) {
            for (long second = firstLook(stretch.from()); second < stretch.to(); second += LOOK) {
                if (stretch instanceof Stand stand && second >= stand.engineOffAt() + LINGER) {
                    break;
                }
                var moment = stretch.at(second);
                var due = second - last >= EVERY
                        || moment.ignition() != lastIgnition
                        || second - last >= TURN_AFTER && Point.turn(moment.heading(), lastHeading) > TURN;
                if (!due || second < silentUntil || gap.holds(second)) {
                    continue;
                }
                fixes.add(fix(second, moment, odometer + moment.meters() * kmPerMeter));
                last = second;
                lastHeading = moment.heading();
                lastIgnition = moment.ignition();
                if (random.nextDouble() < MISSING_MINUTE) {
                    silentUntil = second + random.nextDouble(60, 100);
                }
            }
            odometer += stretch.meters() * kmPerMeter;
        }
    }

    private static long firstLook(double from) {
        return Math.ceilDiv((long) Math.ceil(from), LOOK) * LOOK;
    }

    private SampleFix fix(long second, Stretch.Moment moment, double odometer) {
        var standing = moment.speed() == 0;
        var seen = error.seen(moment.at(), standing, second);
        var arrival = late.holds(second) ? lateArrival : second + random.nextInt(1, 4);
        return new SampleFix(
                truck,
                second,
                arrival,
                seen.latitude(),
                seen.longitude(),
                standing ? 0 : Math.max(0, moment.speed() * 3.6 + random.nextGaussian() * 0.6),
                (Math.toDegrees(moment.heading()) + 360 + (standing ? 0 : random.nextGaussian() * 2)) % 360,
                moment.ignition(),
                odometer,
                error.accuracy());
    }
}
