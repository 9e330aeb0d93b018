package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.RateLimit.Outcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** What the answers of limited requests say of the limit: {@code RateLimit-*} in all, and 429 where it is reached. */
final class RateLimitAnswers {
    private RateLimitAnswers() {}

    /** Whether the request may go on; if not, it has been answered. */
    static boolean pass(Outcome outcome, String sentence, HttpServletResponse response, ProblemWriter problems)
            throws IOException {
        response.setHeader("RateLimit-Limit", Integer.toString(outcome.limit()));
        response.setHeader("RateLimit-Remaining", Long.toString(outcome.remaining()));
        response.setHeader("RateLimit-Reset", Long.toString(seconds(outcome.untilFull())));
        if (!outcome.taken()) {
            var refusal = Problem.tooMany(
                    sentence + " Try again in a moment.", Duration.ofSeconds(seconds(outcome.retryAfter())));
            refusal.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
            problems.write(response, refusal.getBody());
        }
        return outcome.taken();
    }

    /** Rounded up, so that who waits so long finds room. */
    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
