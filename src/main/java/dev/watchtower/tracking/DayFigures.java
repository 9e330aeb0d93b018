package dev.watchtower.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is counted of one truck in one UTC day, by quarters of an hour: every zone's day is made of whole quarters. */
final class DayFigures {
    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
    static final int QUARTERS = (int) (DAY_MILLIS / QUARTER_MILLIS);

    final int[] centimetres;
    /** 0: no speed was seen. */
    final float[] topSpeedKph;
    /**
     * Driven before this day, but certain only by its first fix: with this day, so that a re-fold from its beginning finds
     * it again. When, in milliseconds since 1970, it was driven last.
     */
    int carriedCentimetres;

    long carriedAt;

    DayFigures() {
        this(new int[QUARTERS], new float[QUARTERS]);
    }

    DayFigures(int[] centimetres, float[] topSpeedKph) {
        this.centimetres = centimetres;
        this.topSpeedKph = topSpeedKph;
    }

    /** From a row of truck_days. */
    static DayFigures of(ResultSet row) throws SQLException {
        var figures = new DayFigures();
        var distances = (Integer[]) row.getArray("distance_cm").getArray();
        var speeds = (Float[]) row.getArray("top_speed_kph").getArray();
        figures.carriedCentimetres = row.getInt("carried_cm");
        figures.carriedAt = row.getLong("carried_at");
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            figures.centimetres[quarter] = distances[quarter];
            figures.topSpeedKph[quarter] = speeds[quarter];
        }
        return figures;
    }

    void drive(int more, long at, long day) {
        if (day(at) < day) {
            carriedCentimetres += more;
            carriedAt = at;
        } else {
            centimetres[quarter(at)] += more;
        }
    }

    void see(float kph, long at) {
        topSpeedKph[quarter(at)] = Math.max(topSpeedKph[quarter(at)], kph);
    }

    /** Days since 1970. */
    static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    static int quarter(long millis) {
        return (int) (Math.floorMod(millis, DAY_MILLIS) / QUARTER_MILLIS);
    }

    /** Adds these to what was kept before, which is answered; itself where nothing was. */
    DayFigures onto(@Nullable DayFigures kept) {
        if (kept == null) {
            return this;
        }
        kept.carriedCentimetres += carriedCentimetres;
        kept.carriedAt = Math.max(kept.carriedAt, carriedAt);
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            kept.centimetres[quarter] += centimetres[quarter];
            kept.topSpeedKph[quarter] = Math.max(kept.topSpeedKph[quarter], topSpeedKph[quarter]);
        }
        return kept;
    }
}
