package dev.watchtower.feeds.phone;

import dev.watchtower.tracking.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a phone said, in whichever dialect; values that it could not know or that make no sense are null.
 *
 * @param deviceId null where the message names none
 * @param time null where it states none
 * @param point null for a sign of life without a place
 * @param fault why nothing of the place will ever be taken in
 * @param headingDegrees clockwise from north
 * @param accuracyMeters radius within which the phone believes itself to be
 * @param activity as the phone names it, such as {@code in_vehicle}
 * @param sos whether it calls for help
 */
record PhoneMessage(
        @Nullable String deviceId,
        @Nullable Instant time,
        @Nullable GeoPoint point,
        @Nullable DropReason fault,
        @Nullable Double speedKph,
        @Nullable Double headingDegrees,
        @Nullable Double accuracyMeters,
        @Nullable Boolean ignition,
        @Nullable Integer batteryPercent,
        @Nullable Boolean charging,
        @Nullable String activity,
        boolean sos) {

    static PhoneMessage unreadable() {
        return new PhoneMessage(
                null, null, null, DropReason.UNREADABLE, null, null, null, null, null, null, null, false);
    }

    /** The same from this device, where the message itself names none. */
    PhoneMessage orFrom(@Nullable String device) {
        return deviceId != null
                ? this
                : new PhoneMessage(
                        device,
                        time,
                        point,
                        fault,
                        speedKph,
                        headingDegrees,
                        accuracyMeters,
                        ignition,
                        batteryPercent,
                        charging,
                        activity,
                        sos);
    }

    boolean hasReading() {
        return batteryPercent != null || charging != null || activity != null;
    }
}
