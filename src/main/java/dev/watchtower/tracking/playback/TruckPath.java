package dev.watchtower.tracking.playback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One truck's positions in a window, in the order of time. Where they come closer together than wanted, the first of
 * each stretch is kept, but also the last before a silence, the first after it, and the last of all: a silence stays
 * what it is.
 */
final class TruckPath {
    private final long every;
    private final ArrayList<StoredPosition> kept = new ArrayList<>(4);
    /** Indexes of those that are far from the position before them. */
    private final ArrayList<Integer> gaps = new ArrayList<>(0);
    /** The newest, while it is not kept. */
    private @Nullable StoredPosition waiting;

    /** @param everyMillis the length of a stretch; 0 keeps all */
    TruckPath(long everyMillis) {
        every = everyMillis;
    }

    /** @return how many more are kept now */
    int take(StoredPosition position) {
        var before = kept.size();
        var last = waiting != null ? waiting : before > 0 ? kept.getLast() : null;
        if (last == null) {
            kept.add(position);
        } else if (last.isFarFrom(position)) {
            keepWaiting();
            gaps.add(kept.size());
            kept.add(position);
        } else if (every == 0 || stretch(position) != stretch(kept.getLast())) {
            waiting = null;
            kept.add(position);
        } else {
            waiting = position;
        }
        return kept.size() - before;
    }

    /** Keeps the last one, whatever follows; returns how many there are. */
    int size() {
        keepWaiting();
        return kept.size();
    }

    /** Forgets all but the first so many. */
    void shorten(int size) {
        waiting = null;
        kept.subList(size, kept.size()).clear();
        gaps.removeIf(gap -> gap >= size);
    }

    List<StoredPosition> kept() {
        return kept;
    }

    List<Integer> gaps() {
        return gaps;
    }

    private void keepWaiting() {
        if (waiting != null) {
            kept.add(waiting);
            waiting = null;
        }
    }

    private long stretch(StoredPosition position) {
        return position.at() / every;
    }
}
