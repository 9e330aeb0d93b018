package dev.watchtower.tracking.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The definition on real trucks. */
class AthensMotionTest {
    private static final long FIVE_MINUTES = 300_000;
    private static Map<String, List<MotionFix>> trucks;

    @BeforeAll
    static void read() {
        trucks = AthensTrucks.read();
    }

    private record Found(List<BatchMotion.Stop> stops, List<Fact.Gap> gaps, long centimetres) {
        static Found by(List<MotionFix> fixes) {
            var facts = new ArrayList<Fact>();
            var state = MotionState.START;
            for (var fix : fixes) {
                state = MotionFold.next(state, fix, MotionRules.STANDARD, facts::add);
            }
            var stops = new ArrayList<BatchMotion.Stop>();
            var gaps = new ArrayList<Fact.Gap>();
            long centimetres = 0;
            for (var fact : facts) {
                switch (fact) {
                    case Fact.Stop stop ->
                        stops.add(new BatchMotion.Stop(stop.from(), stop.to(), stop.latitude(), stop.longitude()));
                    case Fact.Gap gap -> gaps.add(gap);
                    case Fact.Step step -> centimetres += step.centimetres();
                    case Fact.Speed speed -> assertThat(speed.kph()).isBetween(0f, 150f);
                    case Fact.Idling idling -> throw new AssertionError("the ignition is unknown: " + idling);
                }
            }
            if (state.mode() instanceof MotionState.Stopped stop) {
                stops.add(new BatchMotion.Stop(stop.from(), null, stop.latitude(), stop.longitude()));
            }
            return new Found(stops, gaps, centimetres + MotionFold.uncounted(state));
        }
    }

    @Test
    void theBatchAlgorithmAgreesOnEveryStopAndGapAndOnDistance() {
        trucks.forEach((number, fixes) -> {
            var fold = Found.by(fixes);
            var batch = BatchMotion.of(fixes);
            assertThat(fold.stops()).as(number).isEqualTo(batch.stops);
            assertThat(fold.gaps()).as(number).isEqualTo(batch.gaps);
            assertThat((double) fold.centimetres())
                    .as(number)
                    .isBetween(batch.centimetres * 0.999, batch.centimetres * 1.001);
        });
    }

    @Test
    void aPlainStayPointDetectorFindsTheLongerStops() {
        int stops = 0;
        int found = 0;
        for (var fixes : trucks.values()) {
            var stays = stays(fixes);
            for (var stop : Found.by(fixes).stops()) {
                if (stop.to() != null && stop.to() - stop.from() >= FIVE_MINUTES) {
                    stops++;
                    found += stays.stream().anyMatch(stay -> stay[0] < stop.to() && stay[1] > stop.from()) ? 1 : 0;
                }
            }
        }
        System.out.printf("Of %d stops of 5 minutes and more a stay-point detector finds %d%n", stops, found);
        assertThat(stops).isGreaterThan(1_000);
        assertThat(found).isGreaterThanOrEqualTo((int) Math.ceil(stops * 0.95));
    }

    @Test
    void wildFixesHardlyChangeTheDistance() {
        var random = new Random(7);
        long clean = 0;
        long disturbed = 0;
        int wild = 0;
        for (var fixes : trucks.values()) {
            var spoilt = new ArrayList<MotionFix>();
            for (var fix : fixes) {
                var off = random.nextDouble() < 0.002;
                wild += off ? 1 : 0;
                spoilt.add(off ? fiveKilometresOff(fix, random) : fix);
            }
            clean += Found.by(fixes).centimetres();
            disturbed += Found.by(spoilt).centimetres();
        }
        System.out.printf(
                "%d wild fixes change %d km by %.3f %%%n", wild, clean / 100_000, 100.0 * (disturbed - clean) / clean);
        assertThat(wild).isGreaterThan(150);
        assertThat((double) disturbed).isBetween(clean * 0.995, clean * 1.005);
    }

    @Test
    void theKeptFormOfEveryStateMeansTheSameState() {
        var longest = 0;
        for (var fixes : trucks.values()) {
            var state = MotionState.START;
            for (var fix : fixes) {
                state = MotionFold.next(state, fix, MotionRules.STANDARD, fact -> {});
                var bytes = MotionStateCodec.bytes(state);
                longest = Math.max(longest, bytes.length);
                assertThat(MotionStateCodec.state(bytes)).isEqualTo(state);
            }
        }
        assertThat(longest).isLessThan(400);
    }

    private static MotionFix fiveKilometresOff(MotionFix fix, Random random) {
        var angle = random.nextDouble() * 2 * Math.PI;
        var north = (int) (5_000 / 111_195.0 * 1e7 * Math.cos(angle));
        var east = (int) (5_000 / 111_195.0 * 1e7 * Math.sin(angle) / Math.cos(Math.toRadians(fix.latitudeDegrees())));
        return new MotionFix(fix.at(), fix.latitude() + north, fix.longitude() + east, null, Float.NaN);
    }

    /** From and to of stays: 5 minutes within 150 m of their first fix, the plainest detector there is. */
    private static Collection<long[]> stays(List<MotionFix> fixes) {
        var stays = new ArrayList<long[]>();
        for (int i = 0; i < fixes.size(); ) {
            int j = i + 1;
            while (j < fixes.size() && BatchMotion.meters(fixes.get(i), fixes.get(j)) <= 150) {
                j++;
            }
            if (fixes.get(j - 1).at() - fixes.get(i).at() >= FIVE_MINUTES) {
                stays.add(new long[] {fixes.get(i).at(), fixes.get(j - 1).at()});
                i = j;
            } else {
                i++;
            }
        }
        return stays;
    }
}
