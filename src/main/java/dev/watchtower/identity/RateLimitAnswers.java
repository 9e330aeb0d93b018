package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.RateLimit.Outcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** What the answers of limited requests say of the limit: {@code RateLimit-*} in all, and 429 where it is reached. */
final class RateLimitAnswers {
    private RateLimitAnswers() {}

    /** Whether the request may go on; if not, it has been answered. */
    static boolean pass(Outcome outcome, String sentence, HttpServletResponse response, ProblemWriter problems)
            throws IOException {
        outcome.headers().forEach(response::setHeader);
        if (!outcome.taken()) {
            problems.write(
                    response,
                    Problem.detail(
                            HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", sentence + " Try again in a moment."));
        }
        return outcome.taken();
    }
}
