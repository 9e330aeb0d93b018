package dev.watchtower.tracking.playback;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.FleetHistory;
import dev.watchtower.tracking.MotionEvent;
import dev.watchtower.tracking.TopSpeeds;
import dev.watchtower.tracking.TopSpeeds.Stretch;
import dev.watchtower.tracking.playback.PlaybackEvent.Kind;
import dev.watchtower.tracking.playback.PlayedTrucks.PlayedTruck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened in the past of this thread's organization. */
@Service
class PlaybackEvents {
    private static final int MOST = 2_000;
    private static final int TRUCKS_AT_ONCE = 20;
    /** The first speed of a stretch may be derived from a position before it. */
    private static final long LEAD_MILLIS = FastDriving.SHORTEST_MILLIS + FastDriving.LONGEST_MILLIS;

    private static final Comparator<PlaybackEvent> BY_TIME =
            Comparator.comparing(PlaybackEvent::from).thenComparing(PlaybackEvent::kind);

    private final PlayedTrucks trucks;
    private final PlayedPositions positions;
    private final FleetHistory history;
    private final TopSpeeds topSpeeds;

    PlaybackEvents(PlayedTrucks trucks, PlayedPositions positions, FleetHistory history, TopSpeeds topSpeeds) {
        this.trucks = trucks;
        this.positions = positions;
        this.history = history;
        this.topSpeeds = topSpeeds;
    }

    /**
     * Events that touch the span, unclipped, truck after truck, those of each in the order of time; at most 2,000.
     *
     * @throws Problem 400 or 422 for too many trucks, 404 where one is not there
     */
    @Transactional(readOnly = true)
    public ListPage<PlaybackEvent> page(
            Collection<UUID> named, PlayedSpan span, Set<Kind> kinds, int fastKph, @Nullable EventCursor cursor) {
        Access.require(Permission.POSITIONS_READ);
        var left = trucks.of(named).stream()
                .map(PlayedTruck::id)
                .filter(truck -> cursor == null || !cursor.isPast(truck))
                .toList();
        var events = new ArrayList<PlaybackEvent>();
        for (int first = 0; first < left.size(); first += TRUCKS_AT_ONCE) {
            var some = left.subList(first, Math.min(left.size(), first + TRUCKS_AT_ONCE));
            events(some, span, kinds, fastKph)
                    .filter(event -> cursor == null || !cursor.isPast(event))
                    .limit(MOST + 1 - events.size())
                    .forEach(events::add);
            if (events.size() > MOST) {
                var shown = events.subList(0, MOST);
                return new ListPage<>(shown, EventCursor.after(shown.getLast()).text());
            }
        }
        return new ListPage<>(events, null);
    }

    private Stream<PlaybackEvent> events(List<UUID> some, PlayedSpan span, Set<Kind> kinds, int fastKph) {
        var histories = kinds.contains(Kind.STOP) || kinds.contains(Kind.GAP)
                ? history.of(some, span.from(), span.to() - 1)
                : new FleetHistory.Histories(Map.of());
        var stretches = kinds.contains(Kind.FAST_DRIVING)
                ? topSpeeds.stretches(some, span.from(), span.to(), fastKph - FastDriving.HYSTERESIS_KPH, fastKph)
                : Map.<UUID, List<Stretch>>of();
        var wildKph = topSpeeds.wildKph();
        return some.stream().flatMap(truck -> {
            var parts = histories.of(truck).stopsAndGaps(span.to() - 1).stream()
                    .filter(part -> kinds.contains(part.kind() == MotionEvent.Kind.STOP ? Kind.STOP : Kind.GAP))
                    .map(part -> PlaybackEvent.of(truck, part));
            var fast = stretches.getOrDefault(truck, List.of()).stream()
                    .filter(stretch -> stretch.from() < span.to() && stretch.to() >= span.from())
                    .flatMap(stretch -> fastDrives(truck, stretch, fastKph, wildKph))
                    .filter(found -> found.from() < span.to() && found.to() >= span.from())
                    .map(found -> PlaybackEvent.of(truck, found));
            return Stream.concat(parts, fast).sorted(BY_TIME);
        });
    }

    private Stream<FastDriving.Found> fastDrives(UUID truck, Stretch stretch, int fastKph, double wildKph) {
        var driving = new FastDriving(fastKph, wildKph);
        positions.read(List.of(truck), stretch.from() - LEAD_MILLIS, stretch.to(), (one, position) -> {
            driving.take(position);
            return true;
        });
        return driving.found().stream();
    }
}
