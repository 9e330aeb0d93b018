package dev.watchtower.identity;

import dev.watchtower.identity.keys.ActingKey;
import dev.watchtower.identity.keys.KeyLookup;
import dev.watchtower.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Whether an API key works; who tries many is not even looked up. */
class KeyCheck {
    private final KeyLookup keys;
    private final RequestLimits limits;
    private final Unauthenticated unauthenticated;
    private final HandlerExceptionResolver failures;

    /** @param failures answers a fault as it does those of end points */
    KeyCheck(KeyLookup keys, RequestLimits limits, Unauthenticated unauthenticated, HandlerExceptionResolver failures) {
        this.keys = keys;
        this.limits = limits;
        this.unauthenticated = unauthenticated;
        this.failures = failures;
    }

    /** The key with this secret; empty where there is none, and the request has been answered. */
    Optional<ActingKey> find(String secret, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ActingKey> found;
        try {
            found = limits.mayBeTried(secret, request.getRemoteAddr()) ? keys.find(secret) : Optional.empty();
        } catch (DataAccessException | TransactionException e) {
            failures.resolveException(request, response, null, e);
            return Optional.empty();
        }
        if (found.isPresent()) {
            limits.worked(secret);
        } else {
            unauthenticated.refuse(
                    request,
                    response,
                    Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "unauthenticated",
                            "This API key does not work, or not any more."));
        }
        return found;
    }
}
