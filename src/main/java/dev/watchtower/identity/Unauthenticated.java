package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Refuses who comes without a valid token, and counts that. */
class Unauthenticated implements AuthenticationEntryPoint {
    static final String TOO_MANY = "More requests come from your address than are taken without signing in.";

    private final RequestLimits limits;
    private final ProblemWriter problems;

    Unauthenticated(RequestLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        refuse(
                request,
                response,
                Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "Sign in: the access token is missing or old."));
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, Problem refusal) throws IOException {
        if (RateLimitAnswers.pass(limits.ofAddress(request.getRemoteAddr()), TOO_MANY, response, problems)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(response, refusal.getBody());
        }
    }
}
