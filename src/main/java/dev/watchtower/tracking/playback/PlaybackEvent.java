package dev.watchtower.tracking.playback;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.watchtower.tracking.MotionEvent;
import dev.watchtower.tracking.TruckHistory;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is marked on the time line.
 *
 * @param to null while it lasts
 * @param latitude where, for a stop; where it was fastest, for fast driving; null for a gap
 * @param topSpeedKph of fast driving
 */
record PlaybackEvent(
        UUID truckId,
        Kind kind,
        Instant from,
        @Nullable Instant to,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Double topSpeedKph) {
    /** Its name in JSON is also the one to ask by. */
    enum Kind {
        @JsonProperty("stop")
        STOP("stop"),
        @JsonProperty("gap")
        GAP("gap"),
        @JsonProperty("fastDriving")
        FAST_DRIVING("fastDriving");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static PlaybackEvent of(UUID truck, TruckHistory.Part part) {
        var to = part.to();
        var point = part.point();
        return new PlaybackEvent(
                truck,
                part.kind() == MotionEvent.Kind.STOP ? Kind.STOP : Kind.GAP,
                Instant.ofEpochMilli(part.from()),
                to == null ? null : Instant.ofEpochMilli(to),
                point == null ? null : (Double) point.latitude(),
                point == null ? null : (Double) point.longitude(),
                null);
    }

    static PlaybackEvent of(UUID truck, FastDriving.Found found) {
        return new PlaybackEvent(
                truck,
                Kind.FAST_DRIVING,
                Instant.ofEpochMilli(found.from()),
                Instant.ofEpochMilli(found.to()),
                found.fastest().latitude() / 1e6,
                found.fastest().longitude() / 1e6,
                Math.round(found.topKph() * 10) / 10.0);
    }
}
