package dev.watchtower.tracking.playback;

import dev.watchtower.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpStatus;

/**
 * From one moment up to another, which is not in it.
 *
 * @param from in milliseconds since 1970
 */
record PlayedSpan(long from, long to) {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    /** @throws Problem 422 where it is empty, longer than 31 days, or has not begun yet */
    static PlayedSpan of(Instant from, Instant to, Instant now) {
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw refused("Ask for times from 1970 to 2999.");
        }
        if (!from.isBefore(to)) {
            throw refused("What is played must end after it begins.");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw refused("At most " + LONGEST.toDays() + " days can be played at once.");
        }
        if (from.isAfter(now)) {
            throw refused("This has not happened yet: ask for a time that has begun.");
        }
        return new PlayedSpan(from.toEpochMilli(), to.toEpochMilli());
    }

    private static Problem refused(String sentence) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "playback-span", sentence);
    }
}
