package dev.watchtower.tracking;

import dev.watchtower.identity.Permission;
import dev.watchtower.identity.Sessions;
import dev.watchtower.platform.OutOfMemory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** The clockwork of the live fleet: frames to the watchers, waiting fixes that come due, sessions that end unnoticed. */
@Component
class LiveBeat implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveBeat.class);
    private static final long CATCH_UP_SECONDS = 1;
    private static final long SESSION_CHECK_SECONDS = 2;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final LiveFleet live;
    private final Sessions sessions;
    private final LiveSettings settings;
    private final Clock clock;
    private @Nullable ScheduledExecutorService frames;
    private @Nullable ScheduledExecutorService chores;

    LiveBeat(LiveFleet live, Sessions sessions, LiveSettings settings, PositionMetrics metrics, Clock clock) {
        this.live = live;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
        metrics.gauge(
                "live.watchers",
                "Open web sockets that watch trucks",
                () -> live.all().stream()
                        .mapToInt(fleet -> fleet.watchers(watcher -> true).size())
                        .sum());
    }

    @Override
    public void start() {
        frames = thread("live-frames");
        frames.scheduleAtFixedRate(
                safely(this::sendFrames), 0, 1_000_000 / settings.framesPerSecond(), TimeUnit.MICROSECONDS);
        chores = thread("live-chores");
        chores.scheduleWithFixedDelay(
                safely(this::lookAtTheClock), CATCH_UP_SECONDS, CATCH_UP_SECONDS, TimeUnit.SECONDS);
        chores.scheduleWithFixedDelay(
                safely(this::closeEndedSessions), SESSION_CHECK_SECONDS, SESSION_CHECK_SECONDS, TimeUnit.SECONDS);
    }

    /** Tells every watcher that the server goes away, so that it comes back by itself. */
    @Override
    public void stop() {
        if (frames != null && chores != null) {
            frames.shutdownNow();
            chores.shutdownNow();
            frames = null;
        }
        var closing = live.all().stream()
                .flatMap(fleet -> fleet.watchers(watcher -> true).stream())
                .map(watcher -> watcher.close(CloseStatus.GOING_AWAY))
                .toList();
        var deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        try {
            for (var thread : closing) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return frames != null;
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).factory());
    }

    private void sendFrames() {
        var now = clock.instant();
        live.all().forEach(fleet -> fleet.beat(now));
    }

    private void lookAtTheClock() {
        live.catchUp();
        live.findOffline();
    }

    /** Those that another process has ended, and those whose members may not watch any more. */
    private void closeEndedSessions() {
        var watchers = live.all().stream()
                .flatMap(fleet -> fleet.watchers(watcher -> true).stream())
                .toList();
        if (watchers.isEmpty()) {
            return;
        }
        var watching =
                watchers.stream().map(watcher -> watcher.asker().session()).collect(Collectors.toSet());
        var permitted = sessions.permitted(watching, Permission.POSITIONS_READ);
        watchers.stream()
                .filter(watcher -> !permitted.contains(watcher.asker().session()))
                .forEach(watcher -> watcher.close(LiveSocket.SESSION_ENDED));
    }

    /** A beat that fails is logged; the next one comes all the same. */
    private static Runnable safely(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                OutOfMemory.endIf(e);
                log.warn("live_beat_failed cause={}", e.toString());
            }
        };
    }
}
