package dev.watchtower.tracking;

import dev.watchtower.fleet.LiveStates;
import dev.watchtower.fleet.Motion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
            @Nullable Motion motion,
            @Nullable Instant motionSince,
            String source,
            boolean sample) {}

    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final UUID id;
    private String number = "";
    private boolean archived;
    private boolean sample;
    private long version;
    private @Nullable RecentFixes recent;
    private boolean offline;
    private @Nullable Motion motion;
    private @Nullable Instant motionSince;
    private byte @Nullable [] encoded;

    LiveTruck(UUID id) {
        this.id = id;
    }

    UUID id() {
        return id;
    }

    /** Takes the number of one of the truck's saves over, unless it knows a later save's: news comes in any order. */
    synchronized void rename(String number, boolean archived, boolean sample, long version) {
        if (version >= this.version) {
            this.number = number;
            this.archived = archived;
            this.sample = sample;
            this.version = version;
            encoded = null;
        }
    }

    /** It is shown no more, whatever is told of it. */
    synchronized void delete() {
        archived = true;
        version = Long.MAX_VALUE;
    }

    /**
     * Takes a stored fix in, in whatever order they come; whether the state changed by it.
     *
     * @param earliest a truck whose newest fix is older is offline
     */
    synchronized boolean take(Fix fix, Instant earliest) {
        var next = RecentFixes.with(recent, fix);
        var changed = next != recent;
        recent = next;
        offline = next.newest().recordedAt().isBefore(earliest);
        encoded = changed ? null : encoded;
        return changed;
    }

    /** Takes over what the truck does after its last folded fix; whether that is new. */
    synchronized boolean moves(Doing doing) {
        var since = motionSince;
        var before = motion;
        motion = doing.motion();
        motionSince = doing.since();
        var changed = motion != before || !Objects.equals(motionSince, since);
        encoded = changed ? null : encoded;
        return changed;
    }

    /** Whether the truck went offline, or came back, by the clock alone. */
    synchronized boolean findOffline(Instant earliest) {
        var before = offline;
        offline = recent != null && recent.newest().recordedAt().isBefore(earliest);
        var changed = offline != before;
        encoded = changed ? null : encoded;
        return changed;
    }

    /** What it does now; empty before its first fix. */
    synchronized Optional<LiveStates.LiveState> liveState() {
        if (recent == null) {
            return Optional.empty();
        }
        var at = recent.newest().recordedAt();
        return Optional.of(
                offline
                        ? new LiveStates.LiveState(at, Motion.OFFLINE, at)
                        : new LiveStates.LiveState(at, motion, motionSince));
    }

    synchronized boolean isArchived() {
        return archived;
    }

    synchronized @Nullable RecentFixes recent() {
        return recent;
    }

    synchronized Sighting sighting() {
        var at = archived || recent == null ? null : recent.newest().point();
        var does = offline ? Motion.OFFLINE : motion;
        return new Sighting(this, at, does == null ? Motion.MOVING : does);
    }

    /** The state as JSON in UTF-8, written once however many watch; to be asked for a shown truck. */
    synchronized byte[] json(JsonMapper mapper) {
        if (encoded == null && recent != null) {
            var fix = recent.newest();
            var derived = recent.motion();
            encoded = mapper.writeValueAsBytes(new State(
                    id,
                    number,
                    fix.recordedAt(),
                    fix.point().latitude(),
                    fix.point().longitude(),
                    derived.speedKph(),
                    derived.headingDegrees(),
                    derived.derived(),
                    fix.ignition(),
                    offline ? Motion.OFFLINE : motion,
                    offline ? fix.recordedAt() : motionSince,
                    fix.source().word(),
                    sample));
        }
        return encoded == null ? NOTHING : encoded;
    }
}
