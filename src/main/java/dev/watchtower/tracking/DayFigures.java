package dev.watchtower.tracking;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** What is counted of one truck in one UTC day, by quarters of an hour: every zone's day is made of whole quarters. */
final class DayFigures {
    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
    static final int QUARTERS = (int) (DAY_MILLIS / QUARTER_MILLIS);

    final int[] centimetres;
    /** 0: no speed was seen. */
    final float[] topSpeedKph;

    DayFigures() {
        this(new int[QUARTERS], new float[QUARTERS]);
    }

    DayFigures(int[] centimetres, float[] topSpeedKph) {
        this.centimetres = centimetres;
        this.topSpeedKph = topSpeedKph;
    }

    /** From a row's arrays. */
    static DayFigures of(Array centimetres, Array topSpeedKph) throws SQLException {
        var figures = new DayFigures();
        var distances = (Integer[]) centimetres.getArray();
        var speeds = (Float[]) topSpeedKph.getArray();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            figures.centimetres[quarter] = distances[quarter];
            figures.topSpeedKph[quarter] = speeds[quarter];
        }
        return figures;
    }

    /** Days since 1970. */
    static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    static int quarter(long millis) {
        return (int) (Math.floorMod(millis, DAY_MILLIS) / QUARTER_MILLIS);
    }

    DayFigures plus(DayFigures other) {
        var sum = new DayFigures(Arrays.copyOf(centimetres, QUARTERS), Arrays.copyOf(topSpeedKph, QUARTERS));
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            sum.centimetres[quarter] += other.centimetres[quarter];
            sum.topSpeedKph[quarter] = Math.max(sum.topSpeedKph[quarter], other.topSpeedKph[quarter]);
        }
        return sum;
    }
}
