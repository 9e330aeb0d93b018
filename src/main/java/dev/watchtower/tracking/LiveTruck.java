package dev.watchtower.tracking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What memory holds of one truck: its number, and its newest fixes that are not ahead of the clock. */
final class LiveTruck {
    /** The state as watchers are sent it; docs/api.md describes it. */
    record State(
            UUID id,
            String truckNumber,
            Instant recordedAt,
            double latitude,
            double longitude,
            @Nullable Double speedKph,
            @Nullable Double headingDegrees,
            boolean derived,
            @Nullable Boolean ignition,
            @Nullable String motion,
            String source) {}

    private final UUID id;
    private String number = "";
    private boolean archived;
    private long version;
    private @Nullable RecentFixes recent;
    private @Nullable String encoded;

    LiveTruck(UUID id) {
        this.id = id;
    }

    UUID id() {
        return id;
    }

    /** Takes the number of one of the truck's saves over, unless it knows a later save's: news comes in any order. */
    synchronized void rename(String number, boolean archived, long version) {
        if (version >= this.version) {
            this.number = number;
            this.archived = archived;
            this.version = version;
            encoded = null;
        }
    }

    /** Takes a stored fix in, in whatever order they come; whether the state changed by it. */
    synchronized boolean take(Fix fix) {
        var next = RecentFixes.with(recent, fix);
        var changed = next != recent;
        recent = next;
        encoded = changed ? null : encoded;
        return changed;
    }

    synchronized @Nullable RecentFixes recent() {
        return recent;
    }

    /** Where it is shown; null when it is not: archived, or without a fix. */
    synchronized @Nullable GeoPoint shownAt() {
        return archived || recent == null ? null : recent.newest().point();
    }

    /** The state as JSON, written once however many watch; to be asked for a shown truck. */
    synchronized String json(JsonMapper mapper) {
        if (encoded == null && recent != null) {
            var fix = recent.newest();
            var motion = recent.motion();
            encoded = mapper.writeValueAsString(new State(
                    id,
                    number,
                    fix.recordedAt(),
                    fix.point().latitude(),
                    fix.point().longitude(),
                    motion.speedKph(),
                    motion.headingDegrees(),
                    motion.derived(),
                    fix.ignition(),
                    null,
                    fix.source().word()));
        }
        return encoded == null ? "null" : encoded;
    }
}
