package dev.watchtower.tracking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a truck's time that the fold found. Of one truck and kind no two overlap.
 *
 * @param from in milliseconds since 1970
 * @param to null while it lasts
 * @param point where, for a stop
 */
record Episode(
        MotionEvent.Kind kind,
        long from,
        @Nullable Long to,
        @Nullable GeoPoint point,
        Origin origin) {
    /** An episode with the identity it keeps. */
    record Kept(UUID id, Episode episode) {}

    boolean lasts() {
        return to == null;
    }

    long end() {
        return to == null ? Long.MAX_VALUE : to;
    }

    /** Apart from how it was found. */
    boolean says(Episode other) {
        return equals(new Episode(other.kind, other.from, other.to, other.point, origin));
    }
}
