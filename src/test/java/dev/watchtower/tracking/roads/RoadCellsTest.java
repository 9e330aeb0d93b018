package dev.watchtower.tracking.roads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.tracking.roads.RoadCells.TileCell;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoadCellsTest {
    private record Key(int zoom, int tileX, int tileY, int cell) {}

    @Provide
    Arbitrary<Step> steps() {
        var latitude = Arbitraries.integers().between(-850_000_000, 850_000_000);
        var longitude = Arbitraries.integers().between(-1_800_000_000, 1_800_000_000);
        var along = Arbitraries.integers().between(-100_000, 100_000);
        return Combinators.combine(latitude, longitude, along, along)
                .as((y, x, alongY, alongX) -> new Step(y, x, y + alongY, eastwards(x, alongX)));
    }

    @Property(tries = 100)
    void countingInTwoRunsIsCountingInOne(@ForAll @Size(max = 20) List<@net.jqwik.api.From("steps") Step> all) {
        var half = all.size() / 2;
        var first = totals(counted(all.subList(0, half)));
        totals(counted(all.subList(half, all.size())))
                .forEach((key, counts) -> first.merge(key, counts, RoadCellsTest::sum));
        assertThat(flat(first)).isEqualTo(flat(totals(counted(all))));
    }

    @Property(tries = 300)
    void everyStepToANeighbourIsCountedOnceAndItsNeighbourIsThere(@ForAll("steps") Step step) {
        var cells = counted(List.of(step));
        var keys = new HashSet<Key>();
        for (var cell : cells) {
            assertThat(keys.add(key(cell))).isTrue();
        }
        for (int zoom = Grid.MIN_ZOOM; zoom <= Grid.MAX_ZOOM; zoom++) {
            var here = zoom;
            var inside = cells.stream()
                    .filter(cell -> cell.zoom() == here && isInside(cell.cell()))
                    .toList();
            var crossings =
                    inside.stream().mapToInt(cell -> cell.tally().crossings).sum();
            var edges = inside.stream()
                    .flatMapToInt(cell -> Arrays.stream(cell.tally().steps))
                    .sum();
            assertThat(edges).isEqualTo(crossings - 1);
        }
        int[] forward = {1, Grid.SPAN + 1, Grid.SPAN, Grid.SPAN - 1};
        for (var cell : cells) {
            for (int direction = 0; direction < 4; direction++) {
                if (cell.tally().steps[direction] > 0 && isInside(cell.cell())) {
                    assertThat(keys)
                            .contains(
                                    new Key(cell.zoom(), cell.tileX(), cell.tileY(), cell.cell() + forward[direction]));
                }
            }
        }
    }

    @Property(tries = 300)
    void aCellNearATilesEdgeIsInTheNextTileToo(@ForAll("steps") Step step) {
        var cells = counted(List.of(step));
        var keys = cells.stream().map(RoadCellsTest::key).collect(Collectors.toSet());
        for (var cell : cells) {
            var tiles = Grid.tiles(cell.zoom());
            int column = cell.cell() % Grid.SPAN - Grid.MARGIN, row = cell.cell() / Grid.SPAN - Grid.MARGIN;
            if (column < Grid.MARGIN) {
                var west = Math.floorMod(cell.tileX() - 1, tiles);
                assertThat(keys)
                        .contains(new Key(cell.zoom(), west, cell.tileY(), Grid.cell(column + Grid.TILE_CELLS, row)));
            }
            if (row >= Grid.TILE_CELLS - Grid.MARGIN && cell.tileY() + 1 < tiles) {
                assertThat(keys)
                        .contains(new Key(
                                cell.zoom(), cell.tileX(), cell.tileY() + 1, Grid.cell(column, row - Grid.TILE_CELLS)));
            }
        }
    }

    @Test
    void acrossTheDateLineTheShortWayIsWalked() {
        var cells = counted(List.of(new Step(0, 1_799_950_000, 0, -1_799_950_000)));
        var tiles = cells.stream()
                .filter(cell -> cell.zoom() == 13 && isInside(cell.cell()))
                .map(TileCell::tileX)
                .collect(Collectors.toSet());
        assertThat(tiles).containsExactlyInAnyOrder(0, 8_191);
        assertThat(cells.stream().filter(cell -> cell.zoom() == 13 && isInside(cell.cell())))
                .hasSizeBetween(58, 60); // 0.01 degrees in cells of 360 / 2^21
    }

    @Test
    void theLastRowsTowardsThePolesHaveNoTileBeyond() {
        var north = counted(List.of(new Step(850_500_000, 0, 850_499_000, 0)));
        var south = counted(List.of(new Step(-850_500_000, 0, -850_499_000, 0)));
        assertThat(Stream.concat(north.stream(), south.stream()))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.tileY()).isBetween(0, Grid.tiles(cell.zoom()) - 1));
    }

    @Test
    void cellsComeInTheOrderOfTheirKey() {
        var cells = counted(List.of(
                new Step(380_000_000, 237_000_000, 380_080_000, 237_080_000),
                new Step(-330_000_000, -706_000_000, -330_080_000, -706_000_000)));
        assertThat(cells.stream().map(RoadCellsTest::key).map(Key::toString).distinct())
                .hasSameSizeAs(cells);
        for (int i = 1; i < cells.size(); i++) {
            TileCell before = cells.get(i - 1), here = cells.get(i);
            assertThat(Arrays.compare(
                            new int[] {before.zoom(), before.tileX(), before.tileY(), before.cell()},
                            new int[] {here.zoom(), here.tileX(), here.tileY(), here.cell()}))
                    .isNegative();
        }
    }

    private static List<TileCell> counted(List<Step> steps) {
        var cells = new RoadCells();
        steps.forEach(cells::count);
        return cells.inTiles();
    }

    private static boolean isInside(int cell) {
        int column = cell % Grid.SPAN - Grid.MARGIN, row = cell / Grid.SPAN - Grid.MARGIN;
        return column >= 0 && column < Grid.TILE_CELLS && row >= 0 && row < Grid.TILE_CELLS;
    }

    private static int eastwards(int longitude, int along) {
        return (int) (Math.floorMod(longitude + along + 1_800_000_000L, 3_600_000_000L) - 1_800_000_000L);
    }

    private static Key key(TileCell cell) {
        return new Key(cell.zoom(), cell.tileX(), cell.tileY(), cell.cell());
    }

    private static Map<Key, long[]> totals(List<TileCell> cells) {
        return cells.stream().collect(Collectors.toMap(RoadCellsTest::key, cell -> counts(cell.tally())));
    }

    private static long[] counts(RoadCells.Tally tally) {
        return LongStream.concat(
                        LongStream.of(tally.crossings, tally.sumX, tally.sumY),
                        Arrays.stream(tally.steps).asLongStream())
                .toArray();
    }

    private static long[] sum(long[] one, long[] other) {
        var sum = one.clone();
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    private static Map<String, List<Long>> flat(Map<Key, long[]> totals) {
        var flat = new TreeMap<String, List<Long>>();
        totals.forEach((key, counts) ->
                flat.put(key.toString(), Arrays.stream(counts).boxed().toList()));
        return flat;
    }
}
