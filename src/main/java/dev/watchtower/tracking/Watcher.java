package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.identity.Asker;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One web socket that watches trucks. At each beat it is sent at most one frame; while a slow line still takes the frame
 * before, what is due waits in {@link Shown}. A line that does not get a frame down in time is closed.
 */
final class Watcher {
    private static final Logger log = LoggerFactory.getLogger(Watcher.class);
    /** After so long a silence a frame says that the line is alive. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    /** Who has not taken a frame after so long has stopped reading. */
    private static final Duration LONGEST_FRAME = Duration.ofSeconds(20);
    /** For so long the close frame may wait for the frame under way; then the connection is ended without it. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    /** The close code 1013 tells the page to try again later. */
    static final CloseStatus TOO_SLOW = CloseStatus.SERVICE_OVERLOAD.withReason("frames are not read in time");

    private final WebSocketSession session;
    private final Asker asker;
    private final JsonMapper json;
    private final Ticker ticker;

    private @Nullable Shown shown;
    private boolean binary;
    private boolean sending;
    private long lastFrame;

    Watcher(WebSocketSession session, Asker asker, JsonMapper json, Ticker ticker) {
        this.session = session;
        this.asker = asker;
        this.json = json;
        this.ticker = ticker;
        limitTimes(session);
    }

    /** Tomcat would give up a frame by itself, and end the connection before its close frame had a chance. */
    private static void limitTimes(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession wrapper
                && wrapper.getNativeSession(Session.class) instanceof Session tomcat) {
            var patience = LONGEST_FRAME.plus(CLOSE_WAIT.multipliedBy(2));
            tomcat.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", patience.toMillis());
            tomcat.getUserProperties()
                    .put("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT", CLOSE_WAIT.toMillis());
        }
    }

    Asker asker() {
        return asker;
    }

    /** From the next beat on: all of this, then its changes. */
    synchronized void show(Watch wanted) {
        shown = new Shown(wanted, shown, json);
        binary = wanted.binary();
    }

    /** How it looks at clusters, if it does. */
    synchronized Optional<Picture.View> clusterView() {
        return Optional.ofNullable(shown).flatMap(Shown::clusterView);
    }

    /** Sends what is due. Writing has a thread of its own, so that a slow line holds no one up. */
    synchronized void beat(OrganizationFleet fleet, Overview overview, Collection<Sighting> changed, Instant now) {
        if (shown == null) {
            return;
        }
        if (sending && hasPassed(LONGEST_FRAME)) {
            giveUp(fleet);
            return;
        }
        shown.note(changed);
        var frame = sending ? null : shown.frame(overview, now, hasPassed(LONGEST_SILENCE));
        if (frame != null) {
            sending = true;
            lastFrame = ticker.read();
            var asBinary = binary;
            Thread.startVirtualThread(() -> send(asBinary ? new BinaryMessage(frame) : new TextMessage(frame)));
        }
    }

    /** Whether the last frame was begun longer ago. */
    private boolean hasPassed(Duration time) {
        return ticker.read() - lastFrame >= time.toNanos();
    }

    private void giveUp(OrganizationFleet fleet) {
        log.info("watcher_too_slow organization={}", asker.organization());
        fleet.leave(this);
        shown = null;
        close(TOO_SLOW);
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

    private void send(WebSocketMessage<?> frame) {
        try {
            session.sendMessage(frame);
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
