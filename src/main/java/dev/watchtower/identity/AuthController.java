package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in by OAuth 2's password and refresh grants (RFC 6749). For {@code client_id=page} the refresh token travels
 * in a cookie that scripts cannot read and other sites cannot send.
 */
@Tag(name = "Signing in")
@RestController
@RequestMapping("/api/v1/auth")
class AuthController {
    static final Duration ACCESS_VALIDITY = Duration.ofMinutes(15);
    private static final String PATH = "/api/v1/auth";
    private static final String PAGE = "page";
    private static final String COOKIE = "wt_refresh";

    /** An answer of RFC 6749, section 5.1. */
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresInSeconds,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {}

    record Ticket(String ticket, long expiresInSeconds) {}

    private final SignIn signIn;
    private final Sessions sessions;
    private final Tickets tickets;
    private final JwtEncoder encoder;
    private final Clock clock;

    AuthController(SignIn signIn, Sessions sessions, Tickets tickets, JwtEncoder encoder, Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tickets = tickets;
        this.encoder = encoder;
        this.clock = clock;
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Token> token(
            @RequestParam("grant_type") String grantType,
            @RequestParam(required = false) @Nullable String username,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(name = "refresh_token", required = false) @Nullable String refreshToken,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw Problem.badField("query", "must be empty: secrets belong in the body, addresses are logged");
        }
        var forPage = PAGE.equals(clientId);
        if (forPage && "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw Problem.of(HttpStatus.FORBIDDEN, "cross-site", "Another site cannot sign anyone in here.");
        }
        return switch (grantType) {
            case "password" -> {
                if (username == null || password == null) {
                    throw Problem.badField(username == null ? "username" : "password", "is missing");
                }
                var opened = signIn.byPassword(username, password);
                yield answer(opened.asker(), opened.refreshToken(), forPage, request);
            }
            case "refresh_token" -> {
                var given = Optional.ofNullable(forPage && refreshToken == null ? cookie : refreshToken);
                var asker = signIn.byRefreshToken(given);
                yield answer(asker, given.orElseThrow(), forPage, request);
            }
            default -> throw Problem.badField("grant_type", "must be password or refresh_token");
        };
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logout(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        sessions.end(Asker.of(token));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .build();
    }

    @PostMapping("/ws-ticket")
    Ticket ticket(@AuthenticationPrincipal Jwt token) {
        var asker = Asker.of(token);
        if (!sessions.isOpen(asker.session())) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "session-ended", "The session has ended. Sign in again.");
        }
        return new Ticket(tickets.issue(asker), Tickets.VALIDITY.toSeconds());
    }

    private ResponseEntity<Token> answer(
            Asker asker, String refreshToken, boolean forPage, HttpServletRequest request) {
        var body = new Token(accessToken(asker), "Bearer", ACCESS_VALIDITY.toSeconds(), forPage ? null : refreshToken);
        var answer = ResponseEntity.ok();
        if (forPage) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(refreshToken, Sessions.UNUSED_LIMIT, request));
        }
        return answer.body(body);
    }

    private String accessToken(Asker asker) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .subject(asker.user().toString())
                .claim(Asker.ORGANIZATION_CLAIM, asker.organization().toString())
                .claim(Asker.SESSION_CLAIM, asker.session().toString())
                .issuedAt(now)
                .expiresAt(now.plus(ACCESS_VALIDITY))
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    private static String cookie(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .path(PATH)
                .maxAge(age)
                .build()
                .toString();
    }
}
