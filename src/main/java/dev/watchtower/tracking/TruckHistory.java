package dev.watchtower.tracking;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a truck did in a span, as far as it is known by now. Times are milliseconds since 1970. */
public final class TruckHistory {
    static final TruckHistory NONE = new TruckHistory(Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, List.of());

    /**
     * A part of its time.
     *
     * @param to null while it lasts
     * @param point where, for a stop
     */
    public record Part(
            MotionEvent.Kind kind,
            long from,
            @Nullable Long to,
            @Nullable GeoPoint point) {}

    private final long firstAt;
    private final long lastAt;
    private final long now;
    private final boolean silent;
    private final List<Episode> episodes;

    /** @param silenceMillis after so long without a fix it is silent */
    TruckHistory(long firstAt, long lastAt, long now, long silenceMillis, List<Episode> episodes) {
        this.firstAt = firstAt;
        this.lastAt = lastAt;
        this.now = Math.max(now, lastAt);
        this.silent = firstAt <= lastAt && now - lastAt >= silenceMillis;
        this.episodes = episodes;
    }

    /** Its time from its first fix until now, as far as it lies in the span. */
    public Timeline timeline(long from, long to) {
        var begin = Math.max(from, firstAt);
        var end = Math.min(to, now);
        return begin >= end ? new Timeline(List.of()) : Timeline.of(begin, end, episodes, silent ? lastAt : now);
    }

    /** The stops and gaps that touch the span up to a moment, unclipped, in the order of time; a silence that is not over is a gap that lasts. */
    public List<Part> stopsAndGaps(long to) {
        var lasting = silent && lastAt <= to
                ? Stream.of(new Part(MotionEvent.Kind.GAP, lastAt, null, null))
                : Stream.<Part>empty();
        return Stream.concat(
                        episodes.stream()
                                .filter(episode -> episode.kind() != MotionEvent.Kind.IDLING)
                                .map(one -> new Part(one.kind(), one.from(), one.to(), one.point())),
                        lasting)
                .sorted(Comparator.comparingLong(Part::from))
                .toList();
    }
}
