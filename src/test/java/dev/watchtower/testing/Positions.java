package dev.watchtower.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Positions as a sender writes them. */
public final class Positions {
    private Positions() {}

    public static Map<String, Object> position(String truck, Instant recordedAt, double latitude, double longitude) {
        return position(truck, recordedAt.toString(), latitude, longitude);
    }

    public static Map<String, Object> position(String truck, String recordedAt, Object latitude, Object longitude) {
        var position = new HashMap<String, Object>();
        position.put("truck", truck);
        position.put("recordedAt", recordedAt);
        position.put("latitude", latitude);
        position.put("longitude", longitude);
        return position;
    }

    public static Map<String, Object> with(Map<String, Object> position, String field, Object value) {
        var changed = new HashMap<>(position);
        changed.put(field, value);
        return changed;
    }
}
