package dev.watchtower.tracking.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.watchtower.tracking.roads.CellWalk.Crossing;
import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CellWalkTest {
    @Property(tries = 2_000)
    void eachCellTouchesTheOneBeforeFromTheFirstPointsCellToTheLastPoints(
            @ForAll @DoubleRange(min = -70, max = 70) double fromX,
            @ForAll @DoubleRange(min = -70, max = 70) double fromY,
            @ForAll @DoubleRange(min = -70, max = 70) double toX,
            @ForAll @DoubleRange(min = -70, max = 70) double toY) {
        assertConnected(fromX, fromY, toX, toY);
    }

    /** Points on the cells' sides and corners, where ties are. */
    @Property(tries = 2_000)
    void alsoWherePointsLieOnCorners(
            @ForAll @IntRange(min = -18, max = 18) int fromX,
            @ForAll @IntRange(min = -18, max = 18) int fromY,
            @ForAll @IntRange(min = -18, max = 18) int toX,
            @ForAll @IntRange(min = -18, max = 18) int toY) {
        assertConnected(fromX / 2.0, fromY / 2.0, toX / 2.0, toY / 2.0);
    }

    @Property(tries = 2_000)
    void crossingsLieOnTheLine(
            @ForAll @DoubleRange(min = 0, max = 40) double fromX,
            @ForAll @DoubleRange(min = 0, max = 40) double fromY,
            @ForAll @DoubleRange(min = 0, max = 40) double toX,
            @ForAll @DoubleRange(min = 0, max = 40) double toY) {
        var length = Math.hypot(toX - fromX, toY - fromY);
        for (var crossing : CellWalk.crossings(fromX, fromY, toX, toY)) {
            var x = crossing.x() + (crossing.offsetX() + 0.5) / 256;
            var y = crossing.y() + (crossing.offsetY() + 0.5) / 256;
            var aside = length < 0.01
                    ? Math.hypot(x - fromX, y - fromY)
                    : Math.abs((x - fromX) * (toY - fromY) - (y - fromY) * (toX - fromX)) / length;
            assertThat(aside).isLessThan(0.02);
        }
    }

    @Test
    void aSlantingLineGoesFromCornerToCornerWithoutStairs() {
        assertThat(CellWalk.crossings(0.5, 0.6, 4.5, 4.6))
                .extracting(Crossing::x, Crossing::y)
                .containsExactly(tuple(0, 0), tuple(1, 1), tuple(2, 2), tuple(3, 3), tuple(4, 4));
    }

    @Test
    void aCrossingIsTheMiddleOfThePartInside() {
        assertThat(CellWalk.crossings(0.5, 0.25, 2.5, 0.25))
                .containsExactly(new Crossing(0, 0, 192, 64), new Crossing(1, 0, 128, 64), new Crossing(2, 0, 64, 64));
        assertThat(CellWalk.crossings(0.25, 0.25, 0.75, 0.5)).containsExactly(new Crossing(0, 0, 128, 96));
    }

    @Property
    void theWayBackCrossesTheSameCells(
            @ForAll @DoubleRange(min = 0, max = 40) double fromX,
            @ForAll @DoubleRange(min = 0, max = 40) double toX,
            @ForAll @DoubleRange(min = 0, max = 40) double toY) {
        var there = CellWalk.crossings(fromX, 0.123, toX, toY);
        var back = CellWalk.crossings(toX, toY, fromX, 0.123);
        assertThat(back).hasSameSizeAs(there);
        assertThat(mean(back, crossing -> crossing.x() + crossing.offsetX() / 256.0))
                .isCloseTo(mean(there, crossing -> crossing.x() + crossing.offsetX() / 256.0), within(0.01));
    }

    private static void assertConnected(double fromX, double fromY, double toX, double toY) {
        var crossings = CellWalk.crossings(fromX, fromY, toX, toY);
        assertThat(crossings.getFirst())
                .extracting(Crossing::x, Crossing::y)
                .containsExactly((int) Math.floor(fromX), (int) Math.floor(fromY));
        assertThat(crossings.getLast())
                .extracting(Crossing::x, Crossing::y)
                .containsExactly((int) Math.floor(toX), (int) Math.floor(toY));
        for (int i = 1; i < crossings.size(); i++) {
            Crossing before = crossings.get(i - 1), here = crossings.get(i);
            assertThat(here.touches(before.x(), before.y())).isTrue();
            assertThat(here.x() == before.x() && here.y() == before.y()).isFalse();
        }
        assertThat(crossings).allSatisfy(crossing -> {
            assertThat(crossing.offsetX()).isBetween(0, 255);
            assertThat(crossing.offsetY()).isBetween(0, 255);
        });
    }

    private static double mean(List<Crossing> crossings, ToDoubleFunction<Crossing> value) {
        return crossings.stream().mapToDouble(value).average().orElseThrow();
    }
}
