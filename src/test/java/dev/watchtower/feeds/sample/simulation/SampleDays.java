package dev.watchtower.feeds.sample.simulation;

import dev.watchtower.tracking.motion.MotionFix;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Seven days of the sample, as its first start makes them. */
final class SampleDays {
    static final long SEED = 7;
    static final Plan PLAN = new Plan(SEED);
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    static final Instant TO = Instant.parse("2026-11-21T14:00:00Z");
    static final Instant FROM = TO.minus(Duration.ofDays(7));

    private SampleDays() {}

    static List<SampleFix> arrived() {
        return new Simulation(PLAN, SEED, ZONE, FROM).until(TO);
    }

    /** By truck, in the order of recording. */
    static List<List<SampleFix>> byTruck(List<SampleFix> fixes) {
        var trucks = IntStream.range(0, Plan.TRUCKS)
                .<List<SampleFix>>mapToObj(truck -> new ArrayList<>())
                .toList();
        fixes.forEach(fix -> trucks.get(fix.truck()).add(fix));
        trucks.forEach(truck -> truck.sort(Comparator.comparingLong(SampleFix::second)));
        return trucks;
    }

    static MotionFix motionFix(SampleFix fix) {
        return MotionFix.of(
                fix.second() * 1_000, fix.latitude(), fix.longitude(), fix.ignition(), (float) fix.speedKph());
    }

    /** The truck days that lie in the seven days in part. */
    static List<TruckDay> truckDays() {
        var traffic = new Traffic(ZONE);
        var first = FROM.getEpochSecond() / 86_400 - 1;
        return IntStream.range(0, Plan.TRUCKS)
                .boxed()
                .flatMap(truck ->
                        IntStream.range(0, 9).mapToObj(day -> TruckDay.of(PLAN, SEED, truck, first + day, traffic)))
                .toList();
    }
}
