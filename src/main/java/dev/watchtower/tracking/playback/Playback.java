package dev.watchtower.tracking.playback;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.FleetHistory;
import dev.watchtower.tracking.Timeline;
import dev.watchtower.tracking.playback.PlaybackWindow.PlaybackBeginning;
import dev.watchtower.tracking.playback.PlaybackWindow.PlaybackPath;
import dev.watchtower.tracking.playback.PlayedTrucks.PlayedTruck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The past of this thread's organization, window by window. */
@Service
class Playback {
    private final PlayedTrucks trucks;
    private final PlayedPositions positions;
    private final FleetHistory history;

    Playback(PlayedTrucks trucks, PlayedPositions positions, FleetHistory history) {
        this.trucks = trucks;
        this.positions = positions;
        this.history = history;
    }

    /**
     * The first window of a span.
     *
     * @param named the trucks; all where none is named
     * @param every at most one position per truck in each such time, but for silences; zero for all
     * @param begins whether to tell where the trucks were before
     * @throws Problem 400 or 422 for too many trucks, 404 where one is not there
     */
    @Transactional(readOnly = true)
    public PlaybackWindow window(Collection<UUID> named, PlayedSpan span, Duration every, boolean begins) {
        Access.require(Permission.POSITIONS_READ);
        var played = trucks.of(named);
        var ids = played.stream().map(PlayedTruck::id).toList();
        var reader = new PathReader(positions, ids, every.toMillis());
        var until = reader.read(span.from(), span.to());
        var paths = paths(ids, reader, span.from(), until);
        return new PlaybackWindow(
                Instant.ofEpochMilli(span.from()),
                Instant.ofEpochMilli(until),
                until < span.to() ? Instant.ofEpochMilli(until) : null,
                paths.stream().mapToInt(path -> path.times().size()).sum(),
                paths,
                begins ? beginnings(played, ids, span.from()) : List.of());
    }

    private List<PlaybackPath> paths(List<UUID> ids, PathReader reader, long from, long until) {
        var heard = IntStream.range(0, ids.size())
                .filter(truck -> reader.path(truck) instanceof TruckPath path && path.size() > 0)
                .boxed()
                .toList();
        var did = history.of(heard.stream().map(ids::get).toList(), from, until);
        var paths = new ArrayList<PlaybackPath>(heard.size());
        for (int truck : heard) {
            if (reader.path(truck) instanceof TruckPath path) {
                var id = ids.get(truck);
                paths.add(PlaybackPath.of(
                        id, path, from, did.of(id).timeline(from, until).pieces()));
            }
        }
        return paths;
    }

    private List<PlaybackBeginning> beginnings(List<PlayedTruck> played, List<UUID> ids, long from) {
        var last = positions.lastBefore(ids, from);
        var did = history.of(ids, from, from + 1);
        return IntStream.range(0, ids.size())
                .mapToObj(truck -> PlaybackBeginning.of(
                        played.get(truck),
                        last.get(truck),
                        first(did.of(ids.get(truck)).timeline(from, from + 1))))
                .toList();
    }

    private static Timeline.@Nullable Spent first(Timeline timeline) {
        return timeline.pieces().isEmpty() ? null : timeline.pieces().getFirst().spent();
    }
}
