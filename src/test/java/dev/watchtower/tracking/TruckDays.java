package dev.watchtower.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Trucks' days at random, and orders in which their fixes may come. */
public final class TruckDays {
    private TruckDays() {}

    /**
     * Days that end three hours ago: legs, stops with and without ignition, silences, jumps.
     *
     * @param seconds between two fixes, on average
     */
    public static List<PositionReport> drive(String truck, int days, int seconds, Random random) {
        var end = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
        var now = end.minus(Duration.ofDays(days)).plusSeconds(random.nextInt(7_200));
        var fixes = new ArrayList<PositionReport>();
        double latitude = 38;
        double longitude = 23.5;
        while (now.isBefore(end)) {
            Boolean ignition = random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
            var kph = random.nextInt(3) == 0 ? 0 : 20 + random.nextInt(60);
            var heading = random.nextDouble() * 2 * Math.PI;
            for (int i = (10 + random.nextInt(40)) * 60 / seconds; i > 0; i--) {
                latitude += kph / 3.6 * seconds / 111_195 * Math.cos(heading) + random.nextGaussian() * 5e-5;
                longitude += kph / 3.6 * seconds / 87_622 * Math.sin(heading) + random.nextGaussian() * 5e-5;
                ignition = ignition != null && random.nextInt(12) == 0 ? (Boolean) !ignition : ignition;
                var off = random.nextInt(200) == 0 ? 0.06 : 0;
                fixes.add(new PositionReport(
                        truck,
                        now,
                        latitude + off,
                        longitude,
                        random.nextBoolean() ? (Double) (double) kph : null,
                        null,
                        ignition,
                        null,
                        null));
                now = now.plusSeconds(seconds / 2 + random.nextInt(seconds));
            }
            latitude = Math.clamp(latitude, 36, 40);
            longitude = Math.clamp(longitude, 21, 26);
            if (random.nextInt(3) == 0) {
                var near = random.nextBoolean() ? 1e-4 : 0.1;
                latitude += random.nextGaussian() * near;
                longitude += random.nextGaussian() * near;
                now = now.plusSeconds(random.nextInt(20_000));
            }
        }
        return fixes.stream().filter(fix -> fix.recordedAt().isBefore(end)).toList();
    }

    /** In the order of time but for so many that come anywhere, and so many that come again. */
    public static List<PositionReport> deal(
            Collection<List<PositionReport>> trucks, double disorder, double repeated, Random random) {
        var inOrder = trucks.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(PositionReport::recordedAt))
                .toList();
        var late = new ArrayList<PositionReport>();
        var cards = new ArrayList<PositionReport>();
        var share = disorder * disorder * disorder; // mostly a little
        for (var fix : inOrder) {
            (random.nextDouble() < share ? late : cards).add(fix);
            if (random.nextDouble() < repeated) {
                late.add(fix);
            }
        }
        Collections.shuffle(late, random);
        late.forEach(fix -> cards.add(random.nextInt(cards.size() + 1), fix));
        return cards;
    }
}
