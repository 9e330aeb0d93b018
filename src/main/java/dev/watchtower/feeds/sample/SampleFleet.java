package dev.watchtower.feeds.sample;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The sample fleet of an organization.
 *
 * @param trucks in the order of the plan
 * @param since the first moment that was simulated
 * @param fedTo all that arrived until then is stored
 * @param madeTo where the past ended when it was made
 * @param toErase positions when the removal began; 0 before it did
 */
record SampleFleet(
        State state,
        long seed,
        ZoneId zone,
        List<UUID> trucks,
        Instant since,
        Instant fedTo,
        Instant madeTo,
        long toErase,
        long erased) {
    enum State {
        /** There never was one. */
        NONE,
        /** Its past is coming in. */
        MAKING,
        DRIVING,
        REMOVING,
        REMOVED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean drives() {
        return state == State.MAKING || state == State.DRIVING;
    }

    /** Of what it is doing, from 0 to 1. */
    double progress() {
        return switch (state) {
            case NONE -> 0;
            case MAKING ->
                part(
                        Duration.between(since, fedTo).toMillis(),
                        Duration.between(since, madeTo).toMillis());
            case REMOVING -> toErase == 0 ? 0 : part(erased, toErase);
            case DRIVING, REMOVED -> 1;
        };
    }

    private static double part(long done, long all) {
        return Math.clamp(done / (double) Math.max(1, all), 0, 1);
    }
}
