package dev.watchtower.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is refused and never stored, each with the reason that its sender is told. */
@Component
public class PositionCheck {
    /** The wrong clock may be ours, so this much ahead is kept. */
    private static final Duration FARTHEST_AHEAD = Duration.ofHours(24);

    private static final double FASTEST_KPH = 300;

    private final PositionSettings settings;
    private final Clock clock;

    PositionCheck(PositionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The oldest moment of which positions are kept. */
    Instant oldest() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusMonths(settings.retentionMonths())
                .toInstant();
    }

    /** Why the report is refused; empty when it is not. */
    public Optional<String> refusal(PositionReport report) {
        if (!GeoPoint.isLatitude(report.latitude())) {
            return Optional.of("latitude " + report.latitude() + " is outside -90 to 90");
        }
        if (!GeoPoint.isLongitude(report.longitude())) {
            return Optional.of("longitude " + report.longitude() + " is outside -180 to 180");
        }
        if (report.latitude() == 0 && report.longitude() == 0) {
            return Optional.of("latitude and longitude are both 0, which trackers send when they have no fix");
        }
        if (report.recordedAt().isAfter(clock.instant().plus(FARTHEST_AHEAD))) {
            return Optional.of("recordedAt " + report.recordedAt() + " is more than 24 hours ahead");
        }
        if (report.recordedAt().isBefore(oldest())) {
            return Optional.of("recordedAt " + report.recordedAt() + " is older than the " + settings.retentionMonths()
                    + " months that positions are kept");
        }
        return outside("speedKph", report.speedKph(), FASTEST_KPH)
                .or(() -> outside("headingDegrees", report.headingDegrees(), 360))
                .or(() -> outside("odometerKm", report.odometerKm(), 100_000_000))
                .or(() -> outside("accuracyMeters", report.accuracyMeters(), 100_000_000));
    }

    private static Optional<String> outside(String field, @Nullable Double value, double most) {
        return value == null || value >= 0 && value <= most
                ? Optional.empty()
                : Optional.of(field + " " + value + " is outside 0 to " + (long) most);
    }
}
