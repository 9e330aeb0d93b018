package dev.watchtower.identity;

import dev.watchtower.identity.keys.ActingKey;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts requests to the API, after it is known who asks; {@link Unauthenticated} counts those that got no further. */
class RateLimitFilter extends OncePerRequestFilter {
    static final String POSITIONS = "/api/v1/positions";

    private final RequestLimits limits;
    private final RequestMatcher open;
    private final ProblemWriter problems;

    /** @param open what needs no token, and is counted by address with one as well */
    RateLimitFilter(RequestLimits limits, RequestMatcher open, ProblemWriter problems) {
        this.limits = limits;
        this.open = open;
        this.problems = problems;
    }

    /** Positions are limited in positions, not requests. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/api/") || path.equals(POSITIONS) && HttpMethod.POST.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var principal = authentication == null || open.matches(request) ? null : authentication.getPrincipal();
        if (mayPass(principal, request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** As the filter, for a chain that knows who asks. */
    FilterChain counted(Object principal, FilterChain chain) {
        return (request, response) -> {
            var http = (HttpServletRequest) request;
            if (shouldNotFilter(http) || mayPass(principal, http, (HttpServletResponse) response)) {
                chain.doFilter(request, response);
            }
        };
    }

    private boolean mayPass(@Nullable Object principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (principal instanceof Jwt token) {
            return RateLimitAnswers.pass(
                    limits.ofPerson(Asker.of(token).user()),
                    "You make more requests than are taken of one person.",
                    response,
                    problems);
        }
        if (principal instanceof ActingKey key) {
            return RateLimitAnswers.pass(
                    limits.ofKey(key.id(), key.requestsPerMinute()),
                    "More requests come with this API key than are taken of it.",
                    response,
                    problems);
        }
        return RateLimitAnswers.pass(
                limits.ofAddress(request.getRemoteAddr()), Unauthenticated.TOO_MANY, response, problems);
    }
}
