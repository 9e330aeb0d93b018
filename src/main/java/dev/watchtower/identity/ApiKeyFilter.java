package dev.watchtower.identity;

import dev.watchtower.identity.keys.ActingKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows who comes with an API key. */
class ApiKeyFilter extends OncePerRequestFilter {
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

    private final KeyCheck keys;

    ApiKeyFilter(KeyCheck keys) {
        this.keys = keys;
    }

    /** The page's files and health need no key, and so no database. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = Credentials.apiKey(request);
        if (secret.isPresent()) {
            var key = keys.find(secret.get(), request, response);
            if (key.isEmpty()) {
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new KeyAuthentication(key.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
