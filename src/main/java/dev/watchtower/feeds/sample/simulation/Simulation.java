package dev.watchtower.feeds.sample.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What comes in from all trackers, in the order of arrival. It can begin at any moment: what a truck does in a day follows
 * from the seed, the truck and the day alone.
 */
public final class Simulation {
    private static final long DAY_SECONDS = 86_400;
    /** So long what a truck sent in a day may still be on its way. */
    private static final long LONGEST_DELAY = 3_600;

    private static final Comparator<SampleFix> BY_ARRIVAL = Comparator.comparingLong(SampleFix::arrival)
            .thenComparingLong(SampleFix::second)
            .thenComparingInt(SampleFix::truck);

    private final Plan plan;
    private final long seed;
    private final Traffic traffic;
    private final long from;
    /** Of each truck the next day to drive. */
    private final long[] days = new long[Plan.TRUCKS];

    private final PriorityQueue<SampleFix> toCome = new PriorityQueue<>(BY_ARRIVAL);

    /**
     * @param zone by whose hours the roads are full
     * @param after only what arrives later comes
     */
    public Simulation(Plan plan, long seed, ZoneId zone, Instant after) {
        this.plan = plan;
        this.seed = seed;
        this.traffic = new Traffic(zone);
        this.from = after.getEpochSecond();
        for (int truck = 0; truck < days.length; truck++) {
            days[truck] = from / DAY_SECONDS - 2;
            while (TruckDay.begin(seed, truck, days[truck] + 1) + LONGEST_DELAY < from) {
                days[truck]++;
            }
        }
    }

    /** What arrives up to this moment and did not come before. */
    public List<SampleFix> until(Instant moment) {
        var second = moment.getEpochSecond();
        for (int truck = 0; truck < days.length; truck++) {
            while (TruckDay.begin(seed, truck, days[truck]) <= second) {
                var day = TruckDay.of(plan, seed, truck, days[truck], traffic);
                for (var fix : Tracker.fixes(truck, days[truck], day, seed)) {
                    if (fix.arrival() > from) {
                        toCome.add(fix);
                    }
                }
                days[truck]++;
            }
        }
        var arrived = new ArrayList<SampleFix>();
        for (var next = toCome.peek(); next != null && next.arrival() <= second; next = toCome.peek()) {
            arrived.add(toCome.remove());
        }
        return arrived;
    }
}
