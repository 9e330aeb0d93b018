package dev.watchtower.identity;

import dev.watchtower.identity.keys.ActingKey;
import dev.watchtower.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A request with an access token is served as its person, on behalf of its organization, while its session is open; one
 * with an API key as that key.
 */
class AccessFilter extends OncePerRequestFilter {
    private final OpenSessions sessions;
    private final AuditedRefusals refusals;
    private final Unauthenticated unauthenticated;
    private final HandlerExceptionResolver failures;

    /** @param failures answers a fault as it does those of end points */
    AccessFilter(
            OpenSessions sessions,
            AuditedRefusals refusals,
            Unauthenticated unauthenticated,
            HandlerExceptionResolver failures) {
        this.sessions = sessions;
        this.refusals = refusals;
        this.unauthenticated = unauthenticated;
        this.failures = failures;
    }

    /** The page's files and health need no session, and so no database. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var principal = authentication == null ? null : authentication.getPrincipal();
        if (principal instanceof ActingKey key) {
            serve(key, request, response, chain);
        } else if (principal instanceof Jwt token) {
            serve(Asker.of(token), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Goes on as this key. */
    void serve(ActingKey key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        serve(new Access(new Access.Key(key.id()), key.organization(), key.scopes()), request, response, chain);
    }

    /** Goes on as this asker, if his session is open. */
    void serve(Asker asker, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Set<Permission>> permissions;
        try {
            permissions = sessions.permissions(asker);
        } catch (DataAccessException | TransactionException e) {
            failures.resolveException(request, response, null, e);
            return;
        }
        if (permissions.isEmpty()) {
            refusals.endedSession(asker, request);
            unauthenticated.refuse(
                    request,
                    response,
                    Problem.of(HttpStatus.UNAUTHORIZED, "session-ended", "The session has ended. Sign in again."));
            return;
        }
        var person = new Access.Person(asker.user(), asker.session());
        serve(new Access(person, asker.organization(), permissions.get()), request, response, chain);
    }

    private void serve(Access access, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            access.in(() -> {
                chain.doFilter(request, response);
                refusals.afterAnswer(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
