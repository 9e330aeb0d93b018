package dev.watchtower.tracking.playback;

import dev.watchtower.platform.Problem;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * After which event a page goes on: trucks come in the order of their ids, their events in that of time and kind.
 *
 * @param from in milliseconds since 1970
 */
record EventCursor(UUID truck, long from, PlaybackEvent.Kind kind) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(\\d{1,15})~(STOP|GAP|FAST_DRIVING)");

    /** @throws Problem 400 where it is none */
    static @Nullable EventCursor of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw Problem.badField("cursor", "is not one that this list gave out");
        }
        return new EventCursor(
                UUID.fromString(form.group(1)),
                Long.parseLong(form.group(2)),
                PlaybackEvent.Kind.valueOf(form.group(3)));
    }

    static EventCursor after(PlaybackEvent event) {
        return new EventCursor(event.truckId(), event.from().toEpochMilli(), event.kind());
    }

    /** Whether the truck was listed to its end. */
    boolean isPast(UUID truck) {
        return truck.toString().compareTo(this.truck.toString()) < 0;
    }

    boolean isPast(PlaybackEvent event) {
        if (!event.truckId().equals(truck)) {
            return isPast(event.truckId());
        }
        var at = event.from().toEpochMilli();
        return at < from || at == from && event.kind().compareTo(kind) <= 0;
    }

    String text() {
        return truck + "~" + from + "~" + kind;
    }
}
