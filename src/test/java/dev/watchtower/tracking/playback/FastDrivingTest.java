package dev.watchtower.tracking.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The definition, on speeds made for the limit of 90 km/h. */
class FastDrivingTest {
    private static final int LIMIT = 90;
    private static final int SECONDS = 30;

    @Test
    void twoSpeedsOverTheLimitAreFastDriving() {
        assertThat(spans(sent(80, 95, 96, 80))).containsExactly("30-60");
        assertThat(spans(derived(80, 95, 96, 80))).containsExactly("30-90");
    }

    @Test
    void oneAloneIsNone() {
        assertThat(spans(sent(80, 120, 80, 120, 89, 120, 80))).isEmpty();
        assertThat(spans(derived(80, 120, 80, 120, 80))).isEmpty();
    }

    @Test
    void itGoesOnUntilFiveBelowTheLimit() {
        assertThat(spans(sent(95, 95, 86, 88, 95, 85, 95, 80))).containsExactly("0-120");
        assertThat(spans(sent(95, 95, 84, 95, 95))).containsExactly("0-30", "90-120");
    }

    @Test
    void theLimitItselfIsNotFast() {
        assertThat(spans(sent(90, 90, 90))).isEmpty();
    }

    @Test
    void itIsNotFastAcrossASilence() {
        var driving = new FastDriving(LIMIT, 150);
        driving.take(at(0, 0, 95));
        driving.take(at(30_000, 0, 95));
        driving.take(at(121_000, 0, 95)); // 91 seconds later
        driving.take(at(151_000, 0, 80));
        assertThat(driving.found()).hasSize(1);
        assertThat(driving.found().getFirst().to()).isEqualTo(30_000);

        var bridged = new FastDriving(LIMIT, 150);
        bridged.take(at(0, 0, 95));
        bridged.take(at(90_000, 0, 95));
        assertThat(bridged.found()).hasSize(1);
    }

    @Test
    void overLessThanFifteenSecondsTheWayTellsNoSpeed() {
        // A fix a second, each fifth of them 20 m off: from one to the next that would be 170 km/h.
        var driving = new FastDriving(LIMIT, 150);
        for (int i = 0; i < 300; i++) {
            driving.take(at(i * 1_000L, i * 22 + (i % 5 == 0 ? 20 : 0), Float.NaN)); // 79 km/h
        }
        assertThat(driving.found()).isEmpty();
    }

    @Test
    void aJumpOfTheReceiverIsNoSpeed() {
        var driving = new FastDriving(LIMIT, 150);
        for (int i = 0; i < 20; i++) {
            driving.take(at(i * 30_000L, i * 600 + (i == 10 ? 5_000 : 0), Float.NaN)); // 72 km/h
        }
        assertThat(driving.found()).isEmpty();
        assertThat(spans(sent(80, 200, 250, 80))).isEmpty();
    }

    @Test
    void theTopSpeedIsTold() {
        var found = found(sent(95, 112, 101, 60));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().topKph()).isEqualTo(112);
        assertThat(found.getFirst().fastest().at()).isEqualTo(30_000);
    }

    private static List<String> spans(List<StoredPosition> positions) {
        return found(positions).stream()
                .map(found -> found.from() / 1_000 + "-" + found.to() / 1_000)
                .toList();
    }

    private static List<FastDriving.Found> found(List<StoredPosition> positions) {
        var driving = new FastDriving(LIMIT, 150);
        positions.forEach(driving::take);
        return driving.found();
    }

    /** A fix each 30 s with the speed that its tracker sent. */
    private static List<StoredPosition> sent(int... kph) {
        return IntStream.range(0, kph.length)
                .mapToObj(i -> at(i * SECONDS * 1_000L, i, kph[i]))
                .toList();
    }

    /** Fixes 30 s apart, the way between each and the next driven at a speed. */
    private static List<StoredPosition> derived(int... kph) {
        return IntStream.rangeClosed(0, kph.length)
                .mapToObj(i -> {
                    var meters = IntStream.range(0, i)
                            .mapToDouble(n -> kph[n] / 3.6 * SECONDS)
                            .sum();
                    return at(i * SECONDS * 1_000L, meters, Float.NaN);
                })
                .toList();
    }

    private static StoredPosition at(long millis, double metersNorth, float kph) {
        return new StoredPosition(
                millis, 38_000_000 + (int) Math.round(metersNorth / 0.1111949), 23_000_000, kph, Float.NaN);
    }
}
