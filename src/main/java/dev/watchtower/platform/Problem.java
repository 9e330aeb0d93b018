package dev.watchtower.platform;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal that a client is told about as problem details (RFC 9457): a stable {@code type}
 * ({@code urn:watchtower:<name>}), and a sentence that a person understands.
 */
public final class Problem extends ErrorResponseException {
    /** The request attribute that holds the body of the problem that is answered. */
    public static final String ANSWERED = "dev.watchtower.problem";

    /** One field at fault, as listed under {@code errors}. */
    public record FieldFault(String field, String message) {}

    private Problem(HttpStatus status, ProblemDetail body, @Nullable Throwable cause) {
        super(status, body, cause);
    }

    public static Problem of(HttpStatus status, String name, String sentence) {
        return new Problem(status, detail(status, name, sentence), null);
    }

    /** 404: no such thing, or not one of the asker's organization. */
    public static Problem notFound(String what) {
        return of(HttpStatus.NOT_FOUND, what + "-not-found", "There is no such " + what + ".");
    }

    /** 400: one field is at fault. */
    public static Problem badField(String field, String message) {
        return of(HttpStatus.BAD_REQUEST, "bad-request", field + " " + message)
                .with("errors", List.of(new FieldFault(field, message)));
    }

    /** 503: try the same again after the given time. */
    public static Problem unavailable(String sentence, Duration retryAfter, @Nullable Throwable cause) {
        var problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE, detail(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", sentence), cause);
        problem.getHeaders().set("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        return problem;
    }

    /** 429: too much at once; try the same again after the given time. */
    public static Problem tooMany(String sentence, Duration retryAfter) {
        var problem = of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", sentence);
        problem.getHeaders().set("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        return problem;
    }

    /** 429: more than a limit allows; the answer tells the limit. */
    public static Problem tooMany(String sentence, RateLimit.Outcome outcome) {
        var problem = of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", sentence);
        outcome.headers().forEach(problem.getHeaders()::set);
        return problem;
    }

    /** Whether the same may succeed later. */
    public boolean passes() {
        return getStatusCode().value() == HttpStatus.SERVICE_UNAVAILABLE.value();
    }

    /** The same problem with one more member in its body. */
    public Problem with(String member, Object value) {
        getBody().setProperty(member, value);
        return this;
    }

    /** The body with the id of this thread's request. It is a copy: many requests may fail by one and the same problem. */
    public static ProblemDetail withRequestId(ProblemDetail body) {
        var copy = new Copy(body);
        RequestOrigin.current().ifPresent(origin -> copy.setProperty(RequestOrigin.FIELD, origin.requestId()));
        return copy;
    }

    private static final class Copy extends ProblemDetail {
        Copy(ProblemDetail body) {
            super(body);
        }
    }

    /** A problem body without an exception, for places that answer by hand. */
    public static ProblemDetail detail(HttpStatus status, String name, String sentence) {
        var body = ProblemDetail.forStatusAndDetail(status, sentence);
        body.setType(URI.create("urn:watchtower:" + name));
        body.setTitle(status.getReasonPhrase());
        return body;
    }
}
