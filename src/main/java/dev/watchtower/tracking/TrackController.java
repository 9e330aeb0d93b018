package dev.watchtower.tracking;

import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The way a truck went, as GeoJSON (RFC 7946). */
@Tag(name = "Positions")
@RestController
class TrackController {
    /** @param coordinates longitude and latitude of each point */
    record Line(@Schema(allowableValues = "LineString") String type, List<List<Double>> coordinates) {}

    /**
     * @param fixes how many are stored in the span, of which the line may show fewer
     * @param times of the line's points, in milliseconds since 1970 (UTC)
     * @param speedsKph at the line's points, as sent or derived
     */
    record Properties(
            UUID truckId, Instant from, Instant to, int fixes, List<Long> times, List<@Nullable Double> speedsKph) {}

    /** @param geometry null where there are fewer than two fixes */
    record Track(
            @Schema(allowableValues = "Feature") String type,
            @Nullable Line geometry,
            Properties properties) {}

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(1);
    /** A long track takes some hundred bytes a fix while it is written: so many at once fit into any heap. */
    private static final int AT_ONCE = 8;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Tracks tracks;

    TrackController(Tracks tracks) {
        this.tracks = tracks;
    }

    @GetMapping("/api/v1/trucks/{id}/track")
    Track getTrack(
            @PathVariable UUID id,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "5") double toleranceMeters) {
        if (!(toleranceMeters >= 0 && toleranceMeters <= 100_000)) {
            throw Problem.badField("toleranceMeters", "must be from 0 to 100000");
        }
        if (!turns.tryAcquire()) {
            throw Problem.unavailable("Too many tracks are asked for at once. Try again shortly.", RETRY, null);
        }
        try {
            return line(id, from, to, toleranceMeters);
        } finally {
            turns.release();
        }
    }

    private Track line(UUID id, Instant from, Instant to, double toleranceMeters) {
        var fixes = tracks.fixes(id, from, to);
        var points = LineSimplifier.keep(fixes.stream().map(Fix::point).toList(), toleranceMeters);
        keepOften(points, fixes);
        var kept = points.stream().boxed().toList();
        var line = fixes.size() < 2
                ? null
                : new Line(
                        "LineString",
                        kept.stream()
                                .map(i -> coordinates(fixes.get(i).point()))
                                .toList());
        var properties = new Properties(
                id,
                from,
                to,
                fixes.size(),
                kept.stream().map(i -> fixes.get(i).recordedAt().toEpochMilli()).toList(),
                speeds(fixes, kept));
        return new Track("Feature", line, properties);
    }

    /** On a straight road, too, the points say when the truck was where, and how fast. */
    private static void keepOften(BitSet points, List<Fix> fixes) {
        var last = Instant.MIN;
        for (int i = 0; i < fixes.size(); i++) {
            var at = fixes.get(i).recordedAt();
            if (points.get(i) || !at.isBefore(last.plus(LONGEST_STRETCH))) {
                points.set(i);
                last = at;
            }
        }
    }

    private static List<@Nullable Double> speeds(List<Fix> fixes, List<Integer> kept) {
        var speeds = new ArrayList<@Nullable Double>(kept.size());
        for (int i : kept) {
            var before = i > 0 ? Derived.of(fixes.get(i), fixes.get(i - 1)).speedKph() : null;
            var after = i + 1 < fixes.size() ? fixes.get(i + 1) : null;
            speeds.add(before != null ? before : Derived.of(fixes.get(i), after).speedKph());
        }
        return speeds;
    }

    private static List<Double> coordinates(GeoPoint point) {
        return List.of(point.longitude(), point.latitude());
    }
}
