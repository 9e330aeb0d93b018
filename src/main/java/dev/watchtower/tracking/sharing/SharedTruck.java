package dev.watchtower.tracking.sharing;

import dev.watchtower.fleet.Motion;
import dev.watchtower.identity.Organization;
import dev.watchtower.tracking.GeoPoint;
import dev.watchtower.tracking.Whereabouts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that who has a link is told.
 *
 * @param organization whose truck it is
 * @param motion null before the first fix
 * @param motionSince since when it does that; for an offline truck the time of its last fix
 * @param position null before the first fix
 * @param trail the way it came since the link was made, at most the last two hours of it: lines of longitudes
 *     and latitudes, one more after each silence that ended elsewhere
 * @param streetStyleUrl of a MapLibre style; null where no street map is set
 */
record SharedTruck(
        String truckNumber,
        String organization,
        Organization.Units units,
        Instant expiresAt,
        @Nullable Motion motion,
        @Nullable Instant motionSince,
        @Nullable SharedPosition position,
        List<List<List<Double>>> trail,
        @Nullable String streetStyleUrl) {

    /** Where the truck is; speed and heading as sent or derived. */
    record SharedPosition(
            Instant recordedAt,
            double latitude,
            double longitude,
            @Nullable Double speedKph,
            @Nullable Double headingDegrees) {
        static SharedPosition of(Whereabouts.Place place) {
            var point = place.point();
            return new SharedPosition(
                    place.recordedAt(), point.latitude(), point.longitude(), place.speedKph(), place.headingDegrees());
        }
    }

    static List<Double> coordinates(GeoPoint point) {
        return List.of(point.longitude(), point.latitude());
    }
}
