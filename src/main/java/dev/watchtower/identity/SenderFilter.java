package dev.watchtower.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those in who send or ask without a pause. It asks what the chain of all others asks, an API key or an access token
 * and an open session, and counts as that does, without its filters, which cost more than storing a position.
 */
class SenderFilter extends OncePerRequestFilter {
    private final JwtDecoder decoder;
    private final KeyCheck keys;
    private final AccessFilter access;
    private final RateLimitFilter limit;
    private final Unauthenticated unauthenticated;

    SenderFilter(
            JwtDecoder decoder,
            KeyCheck keys,
            AccessFilter access,
            RateLimitFilter limit,
            Unauthenticated unauthenticated) {
        this.decoder = decoder;
        this.keys = keys;
        this.access = access;
        this.limit = limit;
        this.unauthenticated = unauthenticated;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = Credentials.apiKey(request);
        if (secret.isPresent()) {
            var key = keys.find(secret.get(), request, response);
            if (key.isPresent()) {
                access.serve(key.get(), request, response, limit.counted(key.get(), chain));
            }
            return;
        }
        var shown = Credentials.accessToken(request);
        if (shown == null) {
            unauthenticated.commence(request, response, new BadCredentialsException("no token"));
            return;
        }
        Jwt token;
        try {
            token = decoder.decode(shown);
        } catch (BadJwtException e) {
            unauthenticated.commence(request, response, new BadCredentialsException("no token of ours", e));
            return;
        } catch (JwtException e) {
            throw new AuthenticationServiceException("the token could not be looked at", e);
        }
        access.serve(Asker.of(token), request, response, limit.counted(token, chain));
    }
}
