package dev.watchtower.tracking.playback;

import dev.watchtower.tracking.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the trucks did from one moment up to another, which is not in it. A truck of which nothing was heard in between
 * is not in it; it stays what it was.
 *
 * @param next from where to ask on; null at the end of what was asked for
 * @param positions how many there are in the paths
 * @param beginnings where each truck was at the first moment, if that was asked for
 */
record PlaybackWindow(
        Instant from,
        Instant until,
        @Nullable Instant next,
        int positions,
        List<PlaybackPath> paths,
        List<PlaybackBeginning> beginnings) {
    /**
     * Positions as columns: each number but the first is counted from the one before it.
     *
     * @param times in milliseconds, the first from the window's beginning
     * @param latitudes in 1e-6 degrees, as the longitudes
     * @param speedsKph as sent, rounded, null where they were not; not counted from the one before, as the headings are not
     * @param gaps indexes of those to which no way from the one before is known: it was silent for over two minutes, or
     *     lies too far off
     * @param motionTimes in milliseconds from the window's beginning
     * @param motions what the truck did from each of these times on
     */
    record PlaybackPath(
            UUID truckId,
            List<Long> times,
            List<Integer> latitudes,
            List<Integer> longitudes,
            List<@Nullable Integer> speedsKph,
            List<@Nullable Integer> headingsDegrees,
            List<Integer> gaps,
            List<Long> motionTimes,
            List<Timeline.Spent> motions) {
        static PlaybackPath of(UUID truck, TruckPath path, long from, List<Timeline.Piece> pieces) {
            var times = new ArrayList<Long>();
            var latitudes = new ArrayList<Integer>();
            var longitudes = new ArrayList<Integer>();
            var speeds = new ArrayList<@Nullable Integer>();
            var headings = new ArrayList<@Nullable Integer>();
            var before = new StoredPosition(from, 0, 0, 0, 0);
            for (var position : path.kept()) {
                times.add(position.at() - before.at());
                latitudes.add(position.latitude() - before.latitude());
                longitudes.add(position.longitude() - before.longitude());
                speeds.add(sent(position.speedKph()));
                headings.add(sent(position.headingDegrees()));
                before = position;
            }
            return new PlaybackPath(
                    truck,
                    times,
                    latitudes,
                    longitudes,
                    speeds,
                    headings,
                    path.gaps(),
                    pieces.stream().map(piece -> piece.from() - from).toList(),
                    pieces.stream().map(Timeline.Piece::spent).toList());
        }
    }

    /**
     * Where a truck was when it was last heard of before the first moment, and what it did in that moment; null where it
     * was never heard of before.
     *
     * @param latitude in 1e-6 degrees, as the longitude
     */
    record PlaybackBeginning(
            UUID truckId,
            String truckNumber,
            @Nullable Instant recordedAt,
            @Nullable Integer latitude,
            @Nullable Integer longitude,
            @Nullable Integer speedKph,
            @Nullable Integer headingDegrees,
            Timeline.@Nullable Spent motion) {
        static PlaybackBeginning of(
                PlayedTrucks.PlayedTruck truck, @Nullable StoredPosition last, Timeline.@Nullable Spent motion) {
            return last == null
                    ? new PlaybackBeginning(truck.id(), truck.number(), null, null, null, null, null, null)
                    : new PlaybackBeginning(
                            truck.id(),
                            truck.number(),
                            Instant.ofEpochMilli(last.at()),
                            last.latitude(),
                            last.longitude(),
                            sent(last.speedKph()),
                            sent(last.headingDegrees()),
                            motion);
        }
    }

    private static @Nullable Integer sent(float value) {
        return Float.isNaN(value) ? null : (Integer) Math.round(value);
    }
}
