package dev.watchtower.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A truck's time in pieces that follow each other, each spent in one way. Times are milliseconds since 1970. */
public record Timeline(List<Piece> pieces) {
    /** In which way. */
    public enum Spent {
        @JsonProperty("moving")
        MOVING,
        @JsonProperty("stopped")
        STOPPED,
        @JsonProperty("idling")
        IDLING,
        @JsonProperty("noSignal")
        NO_SIGNAL
    }

    public record Piece(long from, long to, Spent spent) {}

    /**
     * Makes one of a truck's episodes: in stops it stood, in parts of them it idled, in gaps nothing is known; the rest
     * it moved. An episode that lasts goes on to the end.
     *
     * @param episodes those that touch the span, in any order
     * @param silentFrom since when nothing was heard; the end where that is not worth saying
     */
    static Timeline of(long from, long to, List<Episode> episodes, long silentFrom) {
        var known = new Timeline(new ArrayList<>());
        var knownTo = Math.min(to, Math.max(from, silentFrom));
        known.fill(
                from,
                knownTo,
                Spent.MOVING,
                of(episodes, MotionEvent.Kind.STOP, MotionEvent.Kind.GAP),
                of(episodes, MotionEvent.Kind.IDLING));
        known.add(knownTo, to, Spent.NO_SIGNAL);
        return known;
    }

    /** Of the pieces' time inside a span, what was spent in one way, in milliseconds. */
    long millis(long from, long to, Spent spent) {
        return pieces.stream()
                .filter(piece -> piece.spent() == spent)
                .mapToLong(piece -> Math.max(0, Math.min(to, piece.to()) - Math.max(from, piece.from())))
                .sum();
    }

    private void fill(long from, long to, Spent otherwise, List<Episode> parts, List<Episode> idlings) {
        var at = from;
        for (var part : parts) {
            var begin = Math.max(at, part.from());
            var end = Math.min(to, part.end());
            if (begin < end) {
                add(at, begin, otherwise);
                switch (part.kind()) {
                    case STOP -> fill(begin, end, Spent.STOPPED, idlings, List.of());
                    case IDLING -> add(begin, end, Spent.IDLING);
                    case GAP -> add(begin, end, Spent.NO_SIGNAL);
                }
                at = end;
            }
        }
        add(at, to, otherwise);
    }

    private void add(long from, long to, Spent spent) {
        if (from >= to) {
            return;
        }
        if (!pieces.isEmpty() && pieces.getLast().spent() == spent) {
            pieces.set(pieces.size() - 1, new Piece(pieces.getLast().from(), to, spent));
        } else {
            pieces.add(new Piece(from, to, spent));
        }
    }

    private static List<Episode> of(List<Episode> episodes, MotionEvent.Kind... kinds) {
        return episodes.stream()
                .filter(episode -> List.of(kinds).contains(episode.kind()))
                .sorted(Comparator.comparingLong(Episode::from))
                .toList();
    }
}
