package dev.watchtower.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The top speeds that are kept of each quarter of an hour: they tell where a look at the positions is worth it. */
@Service
public class TopSpeeds {
    /** Quarters of an hour that follow each other, from one moment up to another, in milliseconds since 1970. */
    public record Stretch(long from, long to) {}

    private record Quarter(UUID truck, long from, float topKph) {
        long to() {
            return from + DayFigures.QUARTER_MILLIS;
        }
    }

    private final JdbcClient jdbc;
    private final MotionSettings settings;

    TopSpeeds(JdbcClient jdbc, MotionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Faster is a fault of the receiver. */
    @Transactional(readOnly = true)
    public double wildKph() {
        return settings.current().wildSpeedKph();
    }

    /**
     * By truck, where each quarter has a speed over the lower limit and one of them a speed over the upper one, as far as
     * they touch the UTC days of a span and the days beside it.
     */
    @Transactional(readOnly = true)
    public Map<UUID, List<Stretch>> stretches(
            Collection<UUID> trucks, long from, long to, double lowerKph, double upperKph) {
        var quarters = jdbc.sql("""
                        select d.truck_id, d.day, q.n, q.kph
                        from unnest(cast(:trucks as uuid[])) as t(id)
                        join truck_days d on d.truck_id = t.id and d.day between :first and :last
                        cross join lateral unnest(d.top_speed_kph) with ordinality as q(kph, n)
                        where q.kph > :lower
                        order by d.truck_id, d.day, q.n""")
                .param("trucks", trucks.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .param("first", day(from).minusDays(1))
                .param("last", day(to).plusDays(1))
                .param("lower", lowerKph)
                .query((row, n) -> new Quarter(
                        row.getObject("truck_id", UUID.class),
                        row.getObject("day", LocalDate.class).toEpochDay() * DayFigures.DAY_MILLIS
                                + (row.getInt("n") - 1) * DayFigures.QUARTER_MILLIS,
                        row.getFloat("kph")))
                .list();
        var stretches = new HashMap<UUID, List<Stretch>>();
        for (int first = 0; first < quarters.size(); ) {
            var truck = quarters.get(first).truck();
            var top = quarters.get(first).topKph();
            int last = first;
            while (last + 1 < quarters.size() && follows(quarters.get(last), quarters.get(last + 1))) {
                last++;
                top = Math.max(top, quarters.get(last).topKph());
            }
            if (top > upperKph) {
                stretches
                        .computeIfAbsent(truck, one -> new ArrayList<>())
                        .add(new Stretch(
                                quarters.get(first).from(), quarters.get(last).to()));
            }
            first = last + 1;
        }
        return stretches;
    }

    private static boolean follows(Quarter one, Quarter next) {
        return one.truck().equals(next.truck()) && one.to() == next.from();
    }

    private static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
