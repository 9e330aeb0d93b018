package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** A request with an access token is served as its person, on behalf of its organization, while its session is open. */
class AccessFilter extends OncePerRequestFilter {
    private final OpenSessions sessions;
    private final ProblemWriter problems;
    private final HandlerExceptionResolver failures;

    /** @param failures answers a fault as it does those of end points */
    AccessFilter(OpenSessions sessions, ProblemWriter problems, HandlerExceptionResolver failures) {
        this.sessions = sessions;
        this.problems = problems;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            chain.doFilter(request, response);
            return;
        }
        var asker = Asker.of(token);
        Optional<Set<Permission>> permissions;
        try {
            permissions = sessions.permissions(asker);
        } catch (DataAccessException | TransactionException e) {
            failures.resolveException(request, response, null, e);
            return;
        }
        if (permissions.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(
                    response,
                    Problem.detail(HttpStatus.UNAUTHORIZED, "session-ended", "The session has ended. Sign in again."));
            return;
        }
        var person = new Access.Person(asker.user(), asker.session());
        serve(new Access(person, asker.organization(), permissions.get()), () -> {
            chain.doFilter(request, response);
            return null;
        });
    }

    private static void serve(Access access, ScopedValue.CallableOp<@Nullable Void, Exception> rest)
            throws ServletException, IOException {
        try {
            access.in(rest);
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
