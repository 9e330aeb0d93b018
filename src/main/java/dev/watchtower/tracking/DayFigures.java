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

    /**
     * Driven before this day, but certain only by its first fix: with this day, so that a re-fold from its beginning finds
     * it again. When, in milliseconds since 1970, it was driven last.
     */
    int carriedCentimetres;

    long carriedAt;

    /** Of the quarters from the first one on; most are of a moment, and many are held. */
    private int[] centimetres = {};

    private float[] topSpeedKph = {};
    private int first;

    /** From a row of truck_days. */
    static DayFigures of(ResultSet row) throws SQLException {
        var figures = new DayFigures();
        var distances = (Integer[]) row.getArray("distance_cm").getArray();
        var speeds = (Float[]) row.getArray("top_speed_kph").getArray();
        figures.carriedCentimetres = row.getInt("carried_cm");
        figures.carriedAt = row.getLong("carried_at");
        figures.cover(0, QUARTERS);
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
            var index = index(at); // first: it may put larger arrays in the place of these
            centimetres[index] += more;
        }
    }

    void see(float kph, long at) {
        var index = index(at);
        topSpeedKph[index] = Math.max(topSpeedKph[index], kph);
    }

    /** In the quarter of a moment of this day. */
    int centimetresIn(long at) {
        var index = quarter(at) - first;
        return index >= 0 && index < centimetres.length ? centimetres[index] : 0;
    }

    /** In the quarter of a moment of this day; 0 where no speed was seen. */
    float topSpeedKphIn(long at) {
        var index = quarter(at) - first;
        return index >= 0 && index < topSpeedKph.length ? topSpeedKph[index] : 0;
    }

    /** Of all quarters. */
    int[] centimetres() {
        var all = new int[QUARTERS];
        System.arraycopy(centimetres, 0, all, first, centimetres.length);
        return all;
    }

    /** Of all quarters; 0 where no speed was seen. */
    float[] topSpeedKph() {
        var all = new float[QUARTERS];
        System.arraycopy(topSpeedKph, 0, all, first, topSpeedKph.length);
        return all;
    }

    private int index(long at) {
        var quarter = quarter(at);
        cover(quarter, quarter + 1);
        return quarter - first;
    }

    /** Makes room for the quarters from one up to another one, which is left out. */
    private void cover(int from, int to) {
        if (centimetres.length == 0) {
            first = from;
        }
        var begin = Math.min(first, from);
        var length = Math.max(first + centimetres.length, to) - begin;
        if (length > centimetres.length) {
            var distances = new int[length];
            var speeds = new float[length];
            System.arraycopy(centimetres, 0, distances, first - begin, centimetres.length);
            System.arraycopy(topSpeedKph, 0, speeds, first - begin, topSpeedKph.length);
            centimetres = distances;
            topSpeedKph = speeds;
            first = begin;
        }
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
        if (centimetres.length > 0) {
            kept.cover(first, first + centimetres.length);
        }
        for (int i = 0; i < centimetres.length; i++) {
            var theirs = first + i - kept.first;
            kept.centimetres[theirs] += centimetres[i];
            kept.topSpeedKph[theirs] = Math.max(kept.topSpeedKph[theirs], topSpeedKph[i]);
        }
        return kept;
    }
}
