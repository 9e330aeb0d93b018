package dev.watchtower.feeds.sample.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The simulated fleet by itself. */
class SimulatorTest {
    private static final double MARGIN_KPH = 5;
    private static List<SampleFix> arrived;
    private static List<List<SampleFix>> trucks;
    private static List<TruckDay> days;

    @BeforeAll
    static void simulate() {
        arrived = SampleDays.arrived();
        trucks = SampleDays.byTruck(arrived);
        days = SampleDays.truckDays();
    }

    @Test
    void twoRunsWithOneSeedAreEqualAndAnotherSeedIsNot() {
        assertThat(SampleDays.arrived()).isEqualTo(arrived);
        var other = new Simulation(new Plan(8), 8, SampleDays.ZONE, SampleDays.FROM);
        assertThat(other.until(SampleDays.FROM.plus(Duration.ofHours(1))))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(arrived.subList(0, 1_000));
    }

    @Test
    void itCanBeginAtAnyMomentAndInStepsOfAnyLength() {
        var split = SampleDays.FROM.plus(Duration.ofHours(61)).plusSeconds(17);
        var first = new Simulation(SampleDays.PLAN, SampleDays.SEED, SampleDays.ZONE, SampleDays.FROM);
        var pieces = new ArrayList<SampleFix>();
        for (var to = SampleDays.FROM; to.isBefore(split); to = to.plusSeconds(1_234)) {
            pieces.addAll(first.until(to));
        }
        pieces.addAll(first.until(split));
        pieces.addAll(new Simulation(new Plan(SampleDays.SEED), SampleDays.SEED, SampleDays.ZONE, split)
                .until(SampleDays.TO));
        assertThat(pieces).isEqualTo(arrived);
    }

    @Test
    void eachTruckHasAFixAtAMomentOnlyOnce() {
        assertThat(arrived).hasSizeBetween(500_000, 800_000);
        assertThat(arrived.stream()
                        .map(fix -> List.of(fix.truck(), fix.second()))
                        .distinct())
                .hasSameSizeAs(arrived);
    }

    /** One of these once ended at a client on the terminal's own crossing, with no way to drive home. */
    @Test
    void anySeedHasItsDays() {
        for (int seed = 1; seed <= 20; seed++) {
            var fixes = new Simulation(new Plan(seed), seed, SampleDays.ZONE, SampleDays.FROM)
                    .until(SampleDays.FROM.plus(Duration.ofDays(1)));
            assertThat(fixes).as("seed %d", seed).hasSizeBetween(70_000, 120_000);
        }
    }

    @Test
    void atAnyMinuteAtLeastTwentyDrive() {
        var minutes = Duration.ofDays(7).toMinutes();
        var driving = new int[(int) minutes];
        for (var day : days) {
            for (var stretch : day.stretches()) {
                if (stretch instanceof Drive) {
                    var from = Math.ceil((stretch.from() - SampleDays.FROM.getEpochSecond()) / 60);
                    var to = (stretch.to() - SampleDays.FROM.getEpochSecond()) / 60;
                    for (int minute = (int) Math.max(0, from); minute < Math.min(minutes, to); minute++) {
                        driving[minute]++;
                    }
                }
            }
        }
        var sorted = driving.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "Driving at a minute: least %d, median %d, most %d%n",
                sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        assertThat(sorted[0]).isGreaterThanOrEqualTo(20);
    }

    @Test
    void speedChangesAsALoadedTrucksDoesAndKeepsToTheLimitsButForSpeeders() {
        var speeding = 0;
        var hardest = new DoubleSummaryStatistics();
        for (var day : days) {
            for (var stretch : day.stretches()) {
                if (stretch instanceof Drive drive) {
                    var top = 0.0;
                    var before = drive.at(drive.from());
                    for (var second = drive.from() + 1; second < drive.to(); second++) {
                        var now = drive.at(second);
                        top = Math.max(top, now.speed());
                        hardest.accept(now.speed() - before.speed());
                        before = now;
                    }
                    speeding += drive.isSpeeding() && top > drive.limit() * 1.1 ? 1 : 0;
                    if (!drive.isSpeeding()) {
                        assertThat(top).isLessThanOrEqualTo(drive.limit() + 1e-9);
                    }
                }
            }
        }
        System.out.printf("Speed changes by %.2f to %.2f m/s a second%n", hardest.getMin(), hardest.getMax());
        assertThat(hardest.getMin()).isGreaterThan(-2 * Drive.BRAKING);
        assertThat(hardest.getMax()).isLessThan(2 * Drive.ACCELERATION + 0.2);
        System.out.println("Speeding drives: " + speeding);
        assertThat(speeding).isBetween(5, 200);
    }

    @Test
    void eachDayLeadsHomeBeforeTheNextOneBegins() {
        for (var day : days) {
            assertThat(day.stretches().getLast()).isInstanceOf(Stand.class);
            assertThat(day.stretches().getLast().from()).isLessThan(day.end() - 900);
            assertThat(day.stretches().getLast().to()).isEqualTo(day.end());
            for (int i = 1; i < day.stretches().size(); i++) {
                assertThat(day.stretches().get(i).from())
                        .isEqualTo(day.stretches().get(i - 1).to());
            }
        }
    }

    @Test
    void theFixesAreAsRealOnesAre() {
        var late = 0;
        var gaps = 0;
        var missing = 0;
        var tooFast = 0;
        for (var fixes : trucks) {
            for (int i = 1; i < fixes.size(); i++) {
                var before = fixes.get(i - 1);
                var fix = fixes.get(i);
                var seconds = fix.second() - before.second();
                late += fix.arrival() - fix.second() > 300 ? 1 : 0;
                missing += seconds > 30 && seconds < 120 ? 1 : 0;
                gaps += seconds >= 300 && fix.speedKph() > 10 && before.speedKph() > 10 ? 1 : 0;
                tooFast += kph(before, fix) > 80 + MARGIN_KPH ? 1 : 0;
                assertThat(fix.odometerKm()).isGreaterThanOrEqualTo(before.odometerKm() - 1e-6);
            }
        }
        System.out.printf(
                "%d fixes, %d late, %d missing minutes, %d gaps, %d pairs too fast%n",
                arrived.size(), late, missing, gaps, tooFast);
        assertThat(late).isBetween(500, 15_000);
        assertThat(missing).isBetween(500, 10_000);
        assertThat(gaps).isBetween(20, 300);
        assertThat(tooFast).isBetween(10, 5_000);
    }

    private static double kph(SampleFix from, SampleFix to) {
        var north = (to.latitude() - from.latitude()) * 111_195;
        var east = (to.longitude() - from.longitude()) * 111_195 * Math.cos(Math.toRadians(to.latitude()));
        return Math.hypot(north, east) / (to.second() - from.second()) * 3.6;
    }
}
