package dev.watchtower.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those in who send without a pause. It asks what the chain of all others asks, an access token and an open session,
 * without that chain's filters, which cost more than storing a position.
 */
class SenderFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final JwtDecoder decoder;
    private final AccessFilter access;
    private final AuthenticationEntryPoint unauthenticated;

    SenderFilter(JwtDecoder decoder, AccessFilter access, AuthenticationEntryPoint unauthenticated) {
        this.decoder = decoder;
        this.access = access;
        this.unauthenticated = unauthenticated;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            unauthenticated.commence(request, response, new BadCredentialsException("no token"));
            return;
        }
        Jwt token;
        try {
            token = decoder.decode(header.substring(BEARER.length()));
        } catch (BadJwtException e) {
            unauthenticated.commence(request, response, new BadCredentialsException("no token of ours", e));
            return;
        } catch (JwtException e) {
            throw new AuthenticationServiceException("the token could not be looked at", e);
        }
        access.serve(Asker.of(token), request, response, chain);
    }
}
