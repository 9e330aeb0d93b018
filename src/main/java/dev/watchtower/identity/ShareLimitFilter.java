package dev.watchtower.identity;

import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts who looks at the truck of a share link, by link and address; links that lead nowhere by address alone. */
class ShareLimitFilter extends OncePerRequestFilter {
    private static final String SHARED = "/api/v1/shared/";

    private final RequestLimits limits;
    private final ProblemWriter problems;

    ShareLimitFilter(RequestLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(SHARED);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = request.getRequestURI().substring(SHARED.length());
        var address = request.getRemoteAddr();
        var outcome =
                limits.mayBeTried(secret, address) ? limits.ofVisitor(secret, address) : limits.ofAddress(address);
        if (!RateLimitAnswers.pass(
                outcome, "This link is asked for more often than is answered.", response, problems)) {
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.NOT_FOUND.value()) {
            limits.ofAddress(address);
        } else if (response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            limits.worked(secret);
        }
    }
}
