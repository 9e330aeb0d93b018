package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What a sign-in is answered with. */
@Component
class TokenAnswers {
    /** The client id of the page. */
    static final String PAGE = "page";

    static final String COOKIE = "wt_refresh";
    private static final String PATH = "/api/v1/auth";

    /** An answer of RFC 6749, section 5.1. */
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresInSeconds,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {}

    private final AccessTokens accessTokens;
    private final KnownDevices devices;

    TokenAnswers(AccessTokens accessTokens, KnownDevices devices) {
        this.accessTokens = accessTokens;
        this.devices = devices;
    }

    /** @param forPage the refresh token travels in a cookie, and the browser is known from now on */
    ResponseEntity<Token> of(Sessions.Opened opened, boolean forPage, HttpServletRequest request) {
        var answer = ResponseEntity.ok();
        if (forPage) {
            answer.header(
                    HttpHeaders.SET_COOKIE,
                    cookie(COOKIE, opened.refreshToken(), RefreshTokens.VALIDITY, request),
                    deviceCookie(opened.asker(), request));
        }
        return answer.body(new Token(
                accessTokens.issue(opened.asker()),
                "Bearer",
                accessTokens.validity().toSeconds(),
                forPage ? null : opened.refreshToken()));
    }

    /** Takes the cookie away. */
    static String noCookie(HttpServletRequest request) {
        return cookie(COOKIE, "", Duration.ZERO, request);
    }

    private String deviceCookie(Asker asker, HttpServletRequest request) {
        return cookie(
                KnownDevices.cookieName(asker.user()),
                devices.remember(asker.user(), Caller.of(request)),
                KnownDevices.KEPT,
                request);
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
