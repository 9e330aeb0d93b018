package dev.watchtower.fleet;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a truck does now. */
public enum Motion {
    MOVING,
    STOPPED,
    /** Stopped with the ignition on. */
    IDLING,
    /** Not heard of for too long. */
    OFFLINE;

    /** As in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
