package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.tracking.roads.DrivenSteps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what was folded of trucks since it was kept last, with all that follows from it. For the fold's thread. */
@Component
class FoldKeeper {
    /** What memory holds of a truck besides its state once that is kept. */
    private record After(TruckFold truck, List<Episode.Kept> lasting, TruckFold.@Nullable Today today) {}

    /** What one transaction writes. */
    private static final class Rows {
        final List<ProgressWriter.Kept> progress = new ArrayList<>();
        final List<EpisodeWriter.Changed> changes = new ArrayList<>();
        final List<ProgressWriter.DayRow> days = new ArrayList<>();
        final List<ProgressWriter.DayEnd> dayEnds = new ArrayList<>();
    }

    private final OwnerDatabase owner;
    private final RoadEpoch road;
    private final LiveFleet live;
    private final NewsPublisher publisher;

    FoldKeeper(OwnerDatabase owner, RoadEpoch road, LiveFleet live, NewsPublisher publisher) {
        this.owner = owner;
        this.road = road;
        this.live = live;
        this.publisher = publisher;
    }

    /**
     * Keeps these trucks, all of which have a run, in one transaction; then their memory goes on from there.
     *
     * @param epoch in which they were loaded; nothing is kept in another one
     * @throws SQLException when it is not known to be kept: what memory holds of them is then of no use
     */
    void keep(long epoch, List<TruckFold> some) throws SQLException {
        var after = new ArrayList<After>(some.size());
        var rows = new Rows();
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            try {
                road.confirm(connection, epoch);
                readLasting(connection, some);
                var figures = figures(connection, some);
                for (var truck : some) {
                    after.add(collect(truck, figures, rows));
                }
                EpisodeWriter.write(connection, rows.changes);
                ProgressWriter.keepDays(connection, rows.days);
                ProgressWriter.keepDayEnds(connection, rows.dayEnds);
                driven(some).store(connection);
                ProgressWriter.keep(connection, rows.progress);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        after.forEach(FoldKeeper::goOn);
        if (!rows.changes.isEmpty()) {
            publisher.wake(some.stream().map(truck -> truck.organization).toList());
        }
    }

    private After collect(TruckFold truck, Map<ProgressWriter.TruckDay, DayFigures> figures, Rows rows) {
        var run = Objects.requireNonNull(truck.run);
        var matching = EpisodeChange.match(Objects.requireNonNull(truck.lasting), run.episodes());
        rows.changes.addAll(EpisodeWriter.Changed.of(truck.organization, truck.truck, matching.changes()));
        var today = truck.today;
        for (var day : run.days().entrySet()) {
            var key = new ProgressWriter.TruckDay(truck.truck, day.getKey());
            today = new TruckFold.Today(day.getKey(), day.getValue().onto(figures.get(key)));
            rows.days.add(new ProgressWriter.DayRow(truck.organization, truck.truck, today.day(), today.figures()));
        }
        run.dayEnds()
                .forEach((day, state) ->
                        rows.dayEnds.add(new ProgressWriter.DayEnd(truck.organization, truck.truck, day, state)));
        rows.progress.add(new ProgressWriter.Kept(
                truck.truck,
                truck.organization,
                run.state(),
                run.firstAt(),
                truck.rulesVersion,
                live.of(truck.organization)
                        .truck(truck.truck)
                        .map(LiveTruck::recent)
                        .orElse(null)));
        var lasting =
                matching.kept().stream().filter(kept -> kept.episode().lasts()).toList();
        return new After(truck, lasting, today);
    }

    private static void goOn(After after) {
        var truck = after.truck();
        truck.kept = truck.state();
        truck.run = null;
        truck.driven = null;
        truck.lasting = after.lasting();
        truck.today = after.today();
    }

    private static DrivenSteps driven(List<TruckFold> some) {
        var all = new DrivenSteps();
        for (var truck : some) {
            if (truck.driven != null) {
                all.addAll(truck.driven);
            }
        }
        return all;
    }

    private static void readLasting(Connection connection, List<TruckFold> some) throws SQLException {
        var unknown = some.stream()
                .filter(truck -> truck.lasting == null)
                .map(truck -> truck.truck)
                .toList();
        if (!unknown.isEmpty()) {
            var lasting = EpisodeWriter.lasting(connection, unknown);
            some.stream()
                    .filter(truck -> truck.lasting == null)
                    .forEach(truck -> truck.lasting = lasting.getOrDefault(truck.truck, List.of()));
        }
    }

    /**
     * The figures to which those of the runs are added: from memory, else as kept. They are changed before it is certain
     * that they are kept; where they are not, the truck's memory is dropped.
     */
    private static Map<ProgressWriter.TruckDay, DayFigures> figures(Connection connection, List<TruckFold> some)
            throws SQLException {
        var known = new HashMap<ProgressWriter.TruckDay, DayFigures>();
        var unknown = new ArrayList<ProgressWriter.TruckDay>();
        for (var truck : some) {
            for (var day : Objects.requireNonNull(truck.run).days().keySet()) {
                var key = new ProgressWriter.TruckDay(truck.truck, day);
                if (truck.today != null && truck.today.day() == day) {
                    known.put(key, truck.today.figures());
                } else {
                    unknown.add(key);
                }
            }
        }
        known.putAll(ProgressWriter.days(connection, unknown));
        return known;
    }
}
