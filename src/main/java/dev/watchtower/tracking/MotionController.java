package dev.watchtower.tracking;

import dev.watchtower.fleet.Motion;
import dev.watchtower.fleet.ServiceStatus;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What trucks do and did, over HTTP. */
@Tag(name = "Motion")
@RestController
class MotionController {
    /**
     * What a truck does now.
     *
     * @param since of its motion; for an offline truck the time of its last fix
     * @param clockOffsetSeconds by how much its device's clock is ahead (or, below 0, behind); null where it seems right
     */
    record Status(
            UUID truckId,
            @Nullable Motion motion,
            @Nullable Instant since,
            ServiceStatus serviceStatus,
            @Nullable Instant lastFixAt,
            @Nullable Long clockOffsetSeconds) {}

    /** How many trucks do what; archived ones are left out. */
    record StatusCounts(int total, int moving, int idling, int stopped, int offline, int noFix) {}

    /** @param to null while it lasts */
    record Stop(Instant from, @Nullable Instant to, double latitude, double longitude) {}

    /** @param to null while it lasts */
    record Gap(Instant from, @Nullable Instant to) {}

    record TimelinePiece(Instant from, Instant to, Timeline.Spent motion) {}

    private final LiveFleet live;
    private final Trucks trucks;
    private final DeviceClocks deviceClocks;
    private final MotionHistory history;
    private final MotionSettings settings;

    MotionController(
            LiveFleet live, Trucks trucks, DeviceClocks deviceClocks, MotionHistory history, MotionSettings settings) {
        this.live = live;
        this.trucks = trucks;
        this.deviceClocks = deviceClocks;
        this.history = history;
        this.settings = settings;
    }

    @GetMapping("/api/v1/trucks/{id}/status")
    Status getStatus(@PathVariable UUID id) {
        live.own();
        var serviceStatus = trucks.serviceStatus(id).orElseThrow(() -> Problem.notFound("truck"));
        var offset =
                deviceClocks.offset(id).map(duration -> duration.toSeconds()).orElse(null);
        return live.liveState(id)
                .map(state ->
                        new Status(id, state.motion(), state.motionSince(), serviceStatus, state.lastFixAt(), offset))
                .orElseGet(() -> new Status(id, null, null, serviceStatus, null, offset));
    }

    @GetMapping("/api/v1/trucks/status-counts")
    StatusCounts getStatusCounts() {
        int noFix = 0;
        var counts = new int[Motion.values().length];
        for (var truck : live.own().trucks()) {
            var motion = truck.isArchived() ? null : truck.liveState().map(state -> state.motion());
            if (motion != null && motion.isPresent()) {
                counts[motion.get().ordinal()]++;
            } else if (motion != null) {
                noFix++;
            }
        }
        var moving = counts[Motion.MOVING.ordinal()];
        var idling = counts[Motion.IDLING.ordinal()];
        var stopped = counts[Motion.STOPPED.ordinal()];
        var offline = counts[Motion.OFFLINE.ordinal()];
        return new StatusCounts(moving + idling + stopped + offline + noFix, moving, idling, stopped, offline, noFix);
    }

    @GetMapping("/api/v1/trucks/{id}/stops")
    ListPage<Stop> listStops(@PathVariable UUID id, @RequestParam Instant from, @RequestParam Instant to) {
        return all(history.episodes(id, from, to, MotionEvent.Kind.STOP), MotionController::stop);
    }

    @GetMapping("/api/v1/trucks/{id}/gaps")
    ListPage<Gap> listGaps(@PathVariable UUID id, @RequestParam Instant from, @RequestParam Instant to) {
        return all(history.episodes(id, from, to, MotionEvent.Kind.GAP), gap -> new Gap(begin(gap), end(gap)));
    }

    @GetMapping("/api/v1/trucks/{id}/timeline")
    ListPage<TimelinePiece> getTimeline(@PathVariable UUID id, @RequestParam Instant from, @RequestParam Instant to) {
        return all(
                history.timeline(id, from, to).pieces(),
                piece -> new TimelinePiece(
                        Instant.ofEpochMilli(piece.from()), Instant.ofEpochMilli(piece.to()), piece.spent()));
    }

    @GetMapping("/api/v1/trucks/{id}/days")
    ListPage<MotionHistory.Day> listDays(
            @PathVariable UUID id, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return all(history.days(id, from, to), Function.identity());
    }

    @GetMapping("/api/v1/settings/motion")
    MotionSettings.Thresholds getMotionSettings() {
        return settings.shown();
    }

    @PutMapping("/api/v1/settings/motion")
    MotionSettings.Thresholds changeMotionSettings(@Valid @RequestBody MotionSettings.Thresholds wanted) {
        return settings.change(wanted);
    }

    private static Stop stop(Episode episode) {
        var point = Objects.requireNonNull(episode.point());
        return new Stop(begin(episode), end(episode), point.latitude(), point.longitude());
    }

    private static Instant begin(Episode episode) {
        return Instant.ofEpochMilli(episode.from());
    }

    private static @Nullable Instant end(Episode episode) {
        var to = episode.to();
        return to == null ? null : Instant.ofEpochMilli(to);
    }

    private static <T, R> ListPage<R> all(List<T> items, Function<T, R> body) {
        return new ListPage<>(items.stream().map(body).toList(), null);
    }
}
