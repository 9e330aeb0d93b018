package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.security.oauth2.jwt.Jwt;
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
    private final KnownDevices devices;
    private final AccessTokens accessTokens;

    AuthController(SignIn signIn, Sessions sessions, Tickets tickets, KnownDevices devices, AccessTokens accessTokens) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tickets = tickets;
        this.devices = devices;
        this.accessTokens = accessTokens;
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
        var caller = Caller.of(request);
        return switch (grantType) {
            case "password" -> {
                if (username == null || password == null) {
                    throw Problem.badField(username == null ? "username" : "password", "is missing");
                }
                var opened = signIn.byPassword(username, password, caller);
                var answer = answer(opened, forPage, request);
                if (forPage) {
                    answer.header(
                            HttpHeaders.SET_COOKIE, deviceCookie(opened.asker().user(), caller, request));
                }
                yield answer.body(body(opened, forPage));
            }
            case "refresh_token" -> {
                var given = Optional.ofNullable(forPage && refreshToken == null ? cookie : refreshToken);
                var opened = signIn.byRefreshToken(given, caller);
                yield answer(opened, forPage, request).body(body(opened, forPage));
            }
            default -> throw Problem.badField("grant_type", "must be password or refresh_token");
        };
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logout(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        sessions.end(Asker.of(token));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(COOKIE, "", Duration.ZERO, request))
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

    private Token body(Sessions.Opened opened, boolean forPage) {
        return new Token(
                accessTokens.issue(opened.asker()),
                "Bearer",
                accessTokens.validity().toSeconds(),
                forPage ? null : opened.refreshToken());
    }

    private static ResponseEntity.BodyBuilder answer(
            Sessions.Opened opened, boolean forPage, HttpServletRequest request) {
        var answer = ResponseEntity.ok();
        if (forPage) {
            answer.header(
                    HttpHeaders.SET_COOKIE, cookie(COOKIE, opened.refreshToken(), RefreshTokens.VALIDITY, request));
        }
        return answer;
    }

    private String deviceCookie(UUID user, Caller caller, HttpServletRequest request) {
        return cookie(KnownDevices.cookieName(user), devices.remember(user, caller), KnownDevices.KEPT, request);
    }

    private static String cookie(String name, String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .path(PATH)
                .maxAge(age)
                .build()
                .toString();
    }
}
