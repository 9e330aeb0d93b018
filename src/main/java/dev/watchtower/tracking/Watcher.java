package dev.watchtower.tracking;

import dev.watchtower.identity.Asker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One web socket that watches trucks. At each beat it is sent at most one frame with the newest state of each truck that
 * changed; while a slow line still takes the frame before, the states collect here, never more than one a truck.
 */
final class Watcher {
    private static final Logger log = LoggerFactory.getLogger(Watcher.class);
    /** After so long a silence a frame says that the line is alive. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final WebSocketSession session;
    private final Asker asker;
    private final JsonMapper json;

    private @Nullable WatchFilter filter;
    private boolean snapshotDue;
    private boolean sending;
    private Instant lastFrame = Instant.EPOCH;
    private final Set<UUID> shown = new HashSet<>();
    private final Map<UUID, LiveTruck> pending = new LinkedHashMap<>();
    private final Set<UUID> gone = new LinkedHashSet<>();

    Watcher(WebSocketSession session, Asker asker, JsonMapper json) {
        this.session = session;
        this.asker = asker;
        this.json = json;
    }

    Asker asker() {
        return asker;
    }

    /** From the next beat on: a snapshot of these trucks, then their changes. */
    synchronized void show(WatchFilter wanted) {
        filter = wanted;
        snapshotDue = true;
    }

    /** Sends what is due. Writing has a thread of its own, so that a slow line holds no one up. */
    synchronized void beat(OrganizationFleet fleet, Collection<LiveTruck> changed, Instant now) {
        if (filter == null) {
            return;
        }
        if (snapshotDue && sending) {
            return; // the snapshot will hold what changed meanwhile
        }
        if (snapshotDue) {
            shown.clear();
            pending.clear();
            gone.clear();
            collect(fleet.trucks());
        } else {
            collect(changed);
        }
        var frame = sending ? null : nextFrame(now);
        if (frame != null) {
            sending = true;
            lastFrame = now;
            Thread.startVirtualThread(() -> send(frame));
        }
    }

    /** Closes the socket; a slow line keeps only the thread made for it waiting. */
    Thread close(CloseStatus status) {
        return Thread.startVirtualThread(() -> closeNow(status));
    }

    private void closeNow(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException e) {
            log.debug("socket_close cause={}", e.toString());
        }
    }

    private void collect(Collection<LiveTruck> trucks) {
        for (var truck : trucks) {
            var at = truck.shownAt();
            if (at != null && filter != null && filter.wants(truck.id(), at)) {
                shown.add(truck.id());
                gone.remove(truck.id());
                pending.put(truck.id(), truck);
            } else if (shown.remove(truck.id())) {
                pending.remove(truck.id());
                gone.add(truck.id());
            }
        }
    }

    private @Nullable String nextFrame(Instant now) {
        if (snapshotDue) {
            snapshotDue = false;
            return frame("snapshot", now, states(), null);
        }
        if (!pending.isEmpty() || !gone.isEmpty()) {
            return frame("changes", now, states(), ids());
        }
        return Duration.between(lastFrame, now).compareTo(LONGEST_SILENCE) >= 0 ? frame("tick", now, null, null) : null;
    }

    private static String frame(String type, Instant now, @Nullable String trucks, @Nullable String gone) {
        return "{\"type\":\"" + type + "\",\"at\":\"" + now + "\"" + (trucks == null ? "" : ",\"trucks\":" + trucks)
                + (gone == null ? "" : ",\"gone\":" + gone) + "}";
    }

    private String states() {
        var states = new StringJoiner(",", "[", "]");
        pending.values().forEach(truck -> states.add(truck.json(json)));
        pending.clear();
        return states.toString();
    }

    private String ids() {
        var ids = new StringJoiner(",", "[", "]");
        gone.forEach(id -> ids.add("\"" + id + "\""));
        gone.clear();
        return ids.toString();
    }

    private void send(String frame) {
        try {
            session.sendMessage(new TextMessage(frame));
        } catch (IOException | IllegalStateException e) {
            log.debug("socket_send cause={}", e.toString());
            closeNow(CloseStatus.SESSION_NOT_RELIABLE);
        } finally {
            synchronized (this) {
                sending = false;
            }
        }
    }
}
