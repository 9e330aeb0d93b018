package dev.watchtower.tracking;

import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where trucks are now, from the live fleet. */
@Tag(name = "Positions")
@RestController
@RequestMapping("/api/v1/trucks")
class LocationController {
    private static final int MOST_TRUCKS = 1_000;

    /** @param derived whether speed or heading was computed from the neighbouring fix */
    record Location(
            UUID truckId,
            Instant recordedAt,
            Instant receivedAt,
            double latitude,
            double longitude,
            @Nullable Double speedKph,
            @Nullable Double headingDegrees,
            boolean derived,
            @Nullable Boolean ignition,
            @Nullable Double odometerKm,
            @Nullable Double accuracyMeters,
            String source) {
        static Location of(RecentFixes recent) {
            var fix = recent.newest();
            var motion = recent.motion();
            return new Location(
                    fix.truck(),
                    fix.recordedAt(),
                    fix.receivedAt(),
                    fix.point().latitude(),
                    fix.point().longitude(),
                    motion.speedKph(),
                    motion.headingDegrees(),
                    motion.derived(),
                    fix.ignition(),
                    fix.odometerKm(),
                    fix.accuracyMeters(),
                    fix.source().word());
        }
    }

    /** @param index of the id in what was asked for, from 0 */
    record NotLocated(int index, UUID truckId, String reason) {}

    record Locations(List<Location> items, List<NotLocated> missing) {}

    private final LiveFleet live;

    LocationController(LiveFleet live) {
        this.live = live;
    }

    @GetMapping("/{id}/location")
    Location getLocation(@PathVariable UUID id) {
        var truck = live.own().truck(id).orElseThrow(() -> Problem.notFound("truck"));
        var recent = truck.recent();
        if (recent == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "no-fix", "This truck has not been heard of yet.");
        }
        return Location.of(recent);
    }

    @PostMapping("/batch-location")
    Locations getLocations(@RequestBody List<UUID> ids) {
        var fleet = live.own();
        if (ids.size() > MOST_TRUCKS) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "At most " + MOST_TRUCKS + " trucks can be asked for at once.");
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "bad-request", "The body must be an array of truck ids.");
        }
        var found = new ArrayList<Location>();
        var missing = new ArrayList<NotLocated>();
        for (int index = 0; index < ids.size(); index++) {
            var truck = fleet.truck(ids.get(index)).orElse(null);
            var recent = truck == null ? null : truck.recent();
            if (recent != null) {
                found.add(Location.of(recent));
            } else {
                missing.add(new NotLocated(
                        index,
                        ids.get(index),
                        truck == null ? "there is no such truck" : "this truck has not been heard of yet"));
            }
        }
        return new Locations(found, missing);
    }
}
