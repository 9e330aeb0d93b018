package dev.watchtower.feeds.sample.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a truck does from leaving its terminal until it leaves it again a day later. Each truck's day begins at another
 * time, so that some rest at any hour and most drive.
 */
final class TruckDay {
    private static final long DAY = 86_400;
    private static final double LATEST_START = 900;
    /** After so long it goes home. */
    private static final double ON_THE_ROAD = 19.2 * 3_600;

    private static final double SHIFT = ON_THE_ROAD / 2;
    private static final double MEDIAN_STOP = 19 * 60;
    private static final int SPEEDERS_APART = 17;

    private final Plan plan;
    private final int truck;
    private final Traffic traffic;
    private final SplittableRandom random;
    private final List<Stretch> stretches = new ArrayList<>();
    private final double begin;
    private final double end;
    private double heading;

    private TruckDay(Plan plan, long seed, int truck, long day, Traffic traffic) {
        this.plan = plan;
        this.truck = truck;
        this.traffic = traffic;
        this.random = random(seed, truck, day);
        this.begin = begin(seed, truck, day);
        this.end = begin(seed, truck, day + 1);
    }

    /** @param day counted from 1970 */
    static TruckDay of(Plan plan, long seed, int truck, long day, Traffic traffic) {
        var made = new TruckDay(plan, seed, truck, day, traffic);
        made.work();
        return made;
    }

    /** When the truck's day begins, in seconds since 1970. */
    static double begin(long seed, int truck, long day) {
        var late = Math.floor(random(~seed, truck, day).nextDouble(LATEST_START));
        return day * DAY + truck * DAY / (double) Plan.TRUCKS + late;
    }

    private static SplittableRandom random(long seed, int truck, long day) {
        return new SplittableRandom((seed * 1_000_003 + truck) * 1_000_003 + day);
    }

    double begin() {
        return begin;
    }

    double end() {
        return end;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    double meters() {
        return stretches.stream().mapToDouble(Stretch::meters).sum();
    }

    private void work() {
        var home = plan.trucks().get(truck).terminal();
        var at = home;
        var now = begin;
        while (now < begin + ON_THE_ROAD) {
            var client = destination(at);
            now = drive(at, client, now);
            now = stand(client, now, now + MEDIAN_STOP * Math.exp(Math.clamp(random.nextGaussian(), -1.5, 1.5) * 0.5));
            at = client;
        }
        if (at.crossing() != home.crossing()) { // else the last client is next door
            now = drive(at, home, now);
        }
        stand(home, now, end);
    }

    /** Rather not one next door. */
    private Site destination(Site from) {
        var one = otherThan(from);
        var other = otherThan(from);
        return meters(from, one) > meters(from, other) ? one : other;
    }

    private double meters(Site from, Site to) {
        return plan.roads().node(from.crossing()).metersTo(plan.roads().node(to.crossing()));
    }

    private Site otherThan(Site site) {
        while (true) {
            var client = plan.clients().get(random.nextInt(plan.clients().size()));
            if (client.crossing() != site.crossing()) {
                return client;
            }
        }
    }

    private double drive(Site origin, Site destination, double now) {
        var driver = truck * 2 + (now < begin + SHIFT ? 0 : 1);
        var fast = driver % SPEEDERS_APART == 3 && random.nextDouble() < 0.2;
        var pace = fast ? random.nextDouble(1.2, 1.35) : random.nextDouble(0.82, 0.96);
        var drive = new Drive(plan.way(origin, destination), now, pace, traffic, random);
        stretches.add(drive);
        heading = drive.lastHeading();
        return drive.to();
    }

    private double stand(Site site, double now, double until) {
        var runsOn = until < end && random.nextDouble() < 0.3;
        var off = runsOn ? until : Math.min(until, now + random.nextDouble(30, 240));
        stretches.add(new Stand(now, until, plan.roads().node(site.crossing()), heading, off));
        return until;
    }
}
