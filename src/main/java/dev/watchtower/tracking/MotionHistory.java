package dev.watchtower.tracking;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Organizations;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.motion.MotionFold;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.motion.MotionStateCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the trucks of this thread's organization did, from what the fold kept. */
@Service
class MotionHistory {
    private static final int LONGEST_DAYS = 366;
    private static final Duration LONGEST_TIMELINE = Duration.ofDays(33);

    /**
     * A date of the organization's zone.
     *
     * @param stoppedSeconds without those of idling
     * @param topSpeedKph null where no speed was seen
     */
    record Day(
            LocalDate date,
            double distanceKm,
            long movingSeconds,
            long stoppedSeconds,
            long idlingSeconds,
            long noSignalSeconds,
            @Nullable Double topSpeedKph) {}

    private record Followed(long firstAt, long lastAt, MotionState state) {}

    private final JdbcClient jdbc;
    private final Trucks trucks;
    private final Organizations organizations;
    private final MotionSettings settings;
    private final Clock clock;

    MotionHistory(JdbcClient jdbc, Trucks trucks, Organizations organizations, MotionSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.trucks = trucks;
        this.organizations = organizations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The episodes of a kind that touch the span, in the order of time. A silence that is not over is a gap that lasts.
     *
     * @throws Problem 404 where there is no such truck, 422 where the span is empty or longer than 366 days
     */
    @Transactional(readOnly = true)
    public List<Episode> episodes(UUID truck, Instant from, Instant to, MotionEvent.Kind kind) {
        Access.require(Permission.POSITIONS_READ);
        check(truck, from, to, Duration.ofDays(LONGEST_DAYS));
        var found = new ArrayList<>(episodes(truck, from, to).stream()
                .filter(episode -> episode.kind() == kind)
                .toList());
        if (kind == MotionEvent.Kind.GAP) {
            followed(truck)
                    .filter(this::isSilent)
                    .filter(followed -> followed.lastAt() <= to.toEpochMilli())
                    .map(followed -> new Episode(kind, followed.lastAt(), null, null, Origin.LIVE))
                    .ifPresent(found::add);
        }
        return found;
    }

    /**
     * The truck's time from its first fix until now, as far as it lies in the span.
     *
     * @throws Problem 404 where there is no such truck, 422 where the span is empty or longer than 33 days
     */
    @Transactional(readOnly = true)
    public Timeline timeline(UUID truck, Instant from, Instant to) {
        Access.require(Permission.POSITIONS_READ);
        check(truck, from, to, LONGEST_TIMELINE);
        return followed(truck)
                .map(followed -> timeline(truck, followed, from, to))
                .orElseGet(() -> new Timeline(List.of()));
    }

    /**
     * The truck's days of the organization's zone from its first fix until today, as far as they are asked for.
     *
     * @throws Problem 404 where there is no such truck, 422 where the dates are none or more than 366
     */
    @Transactional(readOnly = true)
    public List<Day> days(UUID truck, LocalDate from, LocalDate to) {
        Access.require(Permission.POSITIONS_READ);
        if (from.getYear() < 1970 || to.getYear() > 2999) {
            throw span("Ask for dates from 1970 to 2999.");
        }
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST_DAYS) {
            throw span("Ask for dates of which the last is not before the first, at most " + LONGEST_DAYS + ".");
        }
        mustExist(truck);
        var zone = organizations.zone();
        return followed(truck)
                .map(followed -> days(truck, followed, zone, from, to))
                .orElseGet(List::of);
    }

    private List<Day> days(UUID truck, Followed followed, ZoneId zone, LocalDate from, LocalDate to) {
        var first = later(from, date(followed.firstAt(), zone));
        var last = earlier(to, later(LocalDate.ofInstant(clock.instant(), zone), date(followed.lastAt(), zone)));
        if (last.isBefore(first)) {
            return List.of();
        }
        var begin = first.atStartOfDay(zone).toInstant();
        var end = last.plusDays(1).atStartOfDay(zone).toInstant();
        var timeline = timeline(truck, followed, begin, end);
        var figures = figures(truck, begin, end);
        var days = new ArrayList<Day>();
        for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
            days.add(day(date, zone, timeline, figures, followed));
        }
        return days;
    }

    private static Day day(
            LocalDate date, ZoneId zone, Timeline timeline, TreeMap<Long, DayFigures> figures, Followed followed) {
        var from = date.atStartOfDay(zone).toInstant().toEpochMilli();
        var to = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        long centimetres =
                from <= followed.lastAt() && followed.lastAt() < to ? MotionFold.uncounted(followed.state()) : 0;
        float top = 0;
        for (var day : figures.values()) {
            centimetres += from <= day.carriedAt && day.carriedAt < to ? day.carriedCentimetres : 0;
        }
        for (var at = from; at < to; at += DayFigures.QUARTER_MILLIS) {
            var day = figures.get(DayFigures.day(at));
            if (day != null) {
                centimetres += day.centimetresIn(at);
                top = Math.max(top, day.topSpeedKphIn(at));
            }
        }
        return new Day(
                date,
                centimetres / 100 / 1_000.0,
                seconds(timeline, from, to, Timeline.Spent.MOVING),
                seconds(timeline, from, to, Timeline.Spent.STOPPED),
                seconds(timeline, from, to, Timeline.Spent.IDLING),
                seconds(timeline, from, to, Timeline.Spent.NO_SIGNAL),
                top == 0 ? null : (Double) (Math.round(top * 10) / 10.0));
    }

    private static long seconds(Timeline timeline, long from, long to, Timeline.Spent spent) {
        return timeline.millis(from, to, spent) / 1_000;
    }

    private Timeline timeline(UUID truck, Followed followed, Instant from, Instant to) {
        var now = Math.max(clock.instant().toEpochMilli(), followed.lastAt());
        var begin = Math.max(from.toEpochMilli(), followed.firstAt());
        var end = Math.min(to.toEpochMilli(), now);
        return begin >= end
                ? new Timeline(List.of())
                : Timeline.of(begin, end, episodes(truck, from, to), isSilent(followed) ? followed.lastAt() : now);
    }

    private boolean isSilent(Followed followed) {
        return clock.instant().toEpochMilli() - followed.lastAt()
                >= settings.current().silenceSeconds() * 1_000L;
    }

    private Optional<Followed> followed(UUID truck) {
        return jdbc.sql("""
                        select first_fix_at, folded_to, state from truck_progress
                        where organization_id = :organization and truck_id = :truck and state is not null""")
                .param("organization", Tenancy.organization())
                .param("truck", truck)
                .query((row, n) -> new Followed(
                        millis(row, "first_fix_at"),
                        millis(row, "folded_to"),
                        MotionStateCodec.state(row.getBytes("state"))))
                .optional();
    }

    private List<Episode> episodes(UUID truck, Instant from, Instant to) {
        return jdbc.sql("""
                        select e.kind, e.began_at, e.ended_at, e.latitude, e.longitude, e.origin
                        from unnest(array['STOP', 'IDLING', 'GAP']) as k(kind)
                        cross join lateral (
                            (select * from motion_episodes
                             where organization_id = :organization and truck_id = :truck and kind = k.kind
                               and began_at > :from and began_at <= :to)
                            union all
                            (select * from motion_episodes
                             where organization_id = :organization and truck_id = :truck and kind = k.kind
                               and began_at <= :from
                             order by began_at desc limit 1)) e
                        where e.ended_at is null or e.ended_at >= :from
                        order by e.began_at""")
                .param("organization", Tenancy.organization())
                .param("truck", truck)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> EpisodeWriter.episode(row))
                .list();
    }

    private TreeMap<Long, DayFigures> figures(UUID truck, Instant from, Instant to) {
        var figures = new TreeMap<Long, DayFigures>();
        jdbc.sql("""
                        select * from truck_days
                        where truck_id = :truck and day >= :first
                          and day <= coalesce((select min(day) from truck_days where truck_id = :truck and day > :last),
                                              :last)
                        order by day""")
                .param("truck", truck)
                .param("first", LocalDate.ofInstant(from, ZoneOffset.UTC))
                .param("last", LocalDate.ofInstant(to, ZoneOffset.UTC))
                .query(row -> {
                    figures.put(row.getObject("day", LocalDate.class).toEpochDay(), DayFigures.of(row));
                });
        return figures;
    }

    private void check(UUID truck, Instant from, Instant to, Duration longest) {
        if (from.isBefore(Tracks.EARLIEST) || to.isAfter(Tracks.LATEST)) {
            throw span("Ask for times from 1970 to 2999.");
        }
        if (to.isBefore(from) || Duration.between(from, to).compareTo(longest) > 0) {
            throw span("Ask for a span that ends after it begins, and of at most " + longest.toDays() + " days.");
        }
        mustExist(truck);
    }

    private void mustExist(UUID truck) {
        if (!trucks.exists(truck)) {
            throw Problem.notFound("truck");
        }
    }

    private static Problem span(String sentence) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "history-span", sentence);
    }

    private static LocalDate date(long millis, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }
}
