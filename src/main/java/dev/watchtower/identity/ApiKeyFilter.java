package dev.watchtower.identity;

import dev.watchtower.identity.keys.ActingKey;
import dev.watchtower.identity.keys.KeyLookup;
import dev.watchtower.identity.keys.KeySecrets;
import dev.watchtower.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Knows who comes with an API key, as {@code X-Api-Key: wt_…} or {@code Authorization: Bearer wt_…}. */
class ApiKeyFilter extends OncePerRequestFilter {
    private static final String HEADER = "X-Api-Key";
    private static final String BEARER = "Bearer ";

    /** For requests that come with no key. */
    static final BearerTokenResolver OTHER_TOKENS = new BearerTokenResolver() {
        private final DefaultBearerTokenResolver resolver = new DefaultBearerTokenResolver();

        @Override
        public @Nullable String resolve(HttpServletRequest request) {
            return key(request).isPresent() ? null : resolver.resolve(request);
        }
    };

    private static final class KeyAuthentication extends AbstractAuthenticationToken {
        private final transient ActingKey key;

        KeyAuthentication(ActingKey key) {
            super(List.of());
            this.key = key;
            setAuthenticated(true);
        }

        @Override
        public Object getPrincipal() {
            return key;
        }

        @Override
        public Object getCredentials() {
            return "";
        }
    }

    private final KeyLookup keys;
    private final RequestLimits limits;
    private final Unauthenticated unauthenticated;
    private final HandlerExceptionResolver failures;

    ApiKeyFilter(
            KeyLookup keys, RequestLimits limits, Unauthenticated unauthenticated, HandlerExceptionResolver failures) {
        this.keys = keys;
        this.limits = limits;
        this.unauthenticated = unauthenticated;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = key(request);
        if (secret.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<ActingKey> found;
        try {
            found = limits.mayBeTried(secret.get(), request.getRemoteAddr())
                    ? keys.find(secret.get())
                    : Optional.empty();
        } catch (DataAccessException | TransactionException e) {
            failures.resolveException(request, response, null, e);
            return;
        }
        if (found.isEmpty()) {
            unauthenticated.refuse(
                    request,
                    response,
                    Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "unauthenticated",
                            "This API key does not work, or not any more."));
            return;
        }
        limits.worked(secret.get());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new KeyAuthentication(found.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static Optional<String> key(HttpServletRequest request) {
        var header = request.getHeader(HEADER);
        if (header != null) {
            return Optional.of(header);
        }
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(KeySecrets::isMeant);
    }
}
