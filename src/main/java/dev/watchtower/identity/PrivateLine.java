package dev.watchtower.identity;

import dev.watchtower.platform.Addresses;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** In production neither passwords nor data travel over a line that others can read. */
class PrivateLine extends OncePerRequestFilter {
    private static final List<String> PRIVATE = List.of("/api/", "/ws/", "/osmand", "/share/", "/webhooks/");

    private final SecuritySettings settings;
    private final ProblemWriter problems;

    PrivateLine(SecuritySettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !settings.production() || PRIVATE.stream().noneMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.isSecure() || Addresses.isLoopback(request.getRemoteAddr())) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                response,
                Problem.detail(
                        HttpStatus.FORBIDDEN,
                        "line-not-private",
                        "This line is not private: others on the way could read along. Use the https address."));
    }
}
