package dev.watchtower.feeds.phone;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why something that a known phone sent was not taken in, and never will be. The names are stored. */
enum DropReason {
    /** A place that is none: off the Earth, half of one, or (0, 0). */
    NO_PLACE,
    /** A time that is none. */
    NO_TIME,
    TOO_OLD,
    /** More than a day ahead of our clock. */
    AHEAD,
    ARCHIVED,
    /** No message at all, in a list of them. */
    UNREADABLE;

    /** As in JSON. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
