package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes in the audit log what someone who is known by now was refused. */
class AuditedRefusals extends OncePerRequestFilter {
    private static final int LONGEST_PATH = 200;

    private final Audit audit;

    AuditedRefusals(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.FORBIDDEN.value()
                && Access.bound().isPresent()) {
            audit.refused("access.refuse", "operation", operation(request), reason(request));
        }
    }

    private static String reason(HttpServletRequest request) {
        return request.getAttribute(Problem.ANSWERED) instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : "It was forbidden.";
    }

    /** What was asked for, without the query. */
    static String operation(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getMethod() + " " + path.substring(0, Math.min(path.length(), LONGEST_PATH));
    }
}
