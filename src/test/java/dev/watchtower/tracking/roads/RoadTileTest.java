package dev.watchtower.tracking.roads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.tracking.roads.RoadRepository.DrawnCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoadTileTest {
    @Property(tries = 100)
    void everyStepBetweenTwoCellsIsDrawnOnceWithItsCount(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int most) {
        var random = new Random(seed);
        var cells = new ArrayList<DrawnCell>();
        for (int row = -Grid.MARGIN; row < 20; row++) {
            for (int column = -Grid.MARGIN; column < 20; column++) {
                cells.add(new DrawnCell(
                        Grid.cell(column, row),
                        128,
                        128,
                        count(random, most, column < 19),
                        count(random, most, column < 19 && row < 19),
                        count(random, most, row < 19),
                        count(random, most, column > -Grid.MARGIN && row < 19)));
            }
        }
        var expected =
                cells.stream().flatMap(cell -> segments(cell).stream()).sorted().toList();
        var drawn =
                new Tile(RoadTile.encode(cells)).segments().stream().sorted().toList();
        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void stepsThatFollowEachOtherAreOneLine() {
        var cells = IntStream.range(0, 100)
                .mapToObj(column -> new DrawnCell(Grid.cell(column, 7), 128, 0, column < 99 ? 5 : 0, 0, 0, 0))
                .toList();
        var tile = new Tile(RoadTile.encode(cells));
        assertThat(tile.lines()).hasSize(1);
        assertThat(tile.lines().getFirst().count()).isEqualTo(4);
        assertThat(tile.lines().getFirst().points()).hasSize(100);
    }

    @Test
    void stepsOutOfTheMarginAreLeftOut() {
        var last = Grid.TILE_CELLS + Grid.MARGIN - 1;
        var cells = List.of(
                new DrawnCell(Grid.cell(last, 5), 0, 0, 9, 9, 0, 0),
                new DrawnCell(Grid.cell(-Grid.MARGIN, 6), 0, 0, 0, 0, 0, 9),
                new DrawnCell(Grid.cell(-Grid.MARGIN, 7), 0, 0, 0, 0, 0, 9),
                new DrawnCell(Grid.cell(last, last), 0, 0, 9, 9, 9, 9));
        assertThat(RoadTile.encode(cells)).isEmpty();
    }

    @Test
    void countsAreRoundedDownToTwoBinaryDigits() {
        assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 1_000, Integer.MAX_VALUE)
                        .map(RoadTile::rounded))
                .containsExactly(1, 2, 3, 4, 4, 6, 6, 8, 8, 12, 12, 16, 768, 3 << 29);
    }

    private static int count(Random random, int most, boolean possible) {
        return possible && random.nextInt(3) == 0 ? 1 + random.nextInt(most) : 0;
    }

    private static List<Tile.Segment> segments(DrawnCell cell) {
        int column = cell.cell() % Grid.SPAN - Grid.MARGIN, row = cell.cell() / Grid.SPAN - Grid.MARGIN;
        var segments = new ArrayList<Tile.Segment>();
        add(segments, column, row, column + 1, row, cell.east());
        add(segments, column, row, column + 1, row + 1, cell.southEast());
        add(segments, column, row, column, row + 1, cell.south());
        add(segments, column, row, column - 1, row + 1, cell.southWest());
        return segments;
    }

    private static void add(List<Tile.Segment> segments, int column, int row, int toColumn, int toRow, int count) {
        if (count > 0) {
            segments.add(Tile.Segment.between(
                    new Tile.Point(column * 16 + 8, row * 16 + 8),
                    new Tile.Point(toColumn * 16 + 8, toRow * 16 + 8),
                    RoadTile.rounded(count)));
        }
    }
}
