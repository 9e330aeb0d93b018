package dev.watchtower.feeds.sample.simulation;

/**
 * What a tracker sends.
 *
 * @param truck its place in the plan
 * @param second when it was recorded, in seconds since 1970
 * @param arrival when it comes in, in seconds since 1970
 */
public record SampleFix(
        int truck,
        long second,
        long arrival,
        double latitude,
        double longitude,
        double speedKph,
        double headingDegrees,
        boolean ignition,
        double odometerKm,
        double accuracyMeters) {}
