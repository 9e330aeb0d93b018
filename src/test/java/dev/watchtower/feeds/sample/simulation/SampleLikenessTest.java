package dev.watchtower.feeds.sample.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.tracking.motion.AthensTrucks;
import org.junit.jupiter.api.Test;

/** The sample's trucks beside real ones. */
class SampleLikenessTest {
    @Test
    void itsMediansLieWithinHalfToTwiceThoseOfRealTrucks() {
        var real = Likeness.of(AthensTrucks.read().values());
        var sample = Likeness.of(SampleDays.byTruck(SampleDays.arrived()).stream()
                .map(fixes -> fixes.stream().map(SampleDays::motionFix).toList())
                .toList());
        System.out.printf("%-15s %8s %8s %8s   %8s %8s %8s%n", "", "Athens", "", "", "sample", "", "");
        System.out.printf("%-15s %8s %8s %8s   %8s %8s %8s%n", "", "10 %", "50 %", "90 %", "10 %", "50 %", "90 %");
        for (var figure : real.figures().keySet()) {
            System.out.printf(
                    "%-15s %8.1f %8.1f %8.1f   %8.1f %8.1f %8.1f%n",
                    figure,
                    real.quantile(figure, 0.1),
                    real.quantile(figure, 0.5),
                    real.quantile(figure, 0.9),
                    sample.quantile(figure, 0.1),
                    sample.quantile(figure, 0.5),
                    sample.quantile(figure, 0.9));
        }
        assertThat(sample.figures()).containsOnlyKeys(real.figures().keySet());
        for (var figure : real.figures().keySet()) {
            var median = real.quantile(figure, 0.5);
            assertThat(sample.quantile(figure, 0.5)).as(figure).isBetween(median / 2, median * 2);
        }
    }
}
