package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** What a sign-in is answered with. */
@Component
class TokenAnswers {
    static final Duration ACCESS_VALIDITY = Duration.ofMinutes(15);
    static final String COOKIE = "wt_refresh";
    private static final String PATH = "/api/v1/auth";

    /** An answer of RFC 6749, section 5.1. */
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresInSeconds,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {}

    private final JwtEncoder encoder;
    private final Clock clock;

    TokenAnswers(JwtEncoder encoder, Clock clock) {
        this.encoder = encoder;
        this.clock = clock;
    }

    /** @param forPage the refresh token travels in the cookie */
    ResponseEntity<Token> of(Asker asker, String refreshToken, boolean forPage, HttpServletRequest request) {
        var body = new Token(accessToken(asker), "Bearer", ACCESS_VALIDITY.toSeconds(), forPage ? null : refreshToken);
        var answer = ResponseEntity.ok();
        if (forPage) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(refreshToken, Sessions.UNUSED_LIMIT, request));
        }
        return answer.body(body);
    }

    /** Takes the cookie away. */
    static String noCookie(HttpServletRequest request) {
        return cookie("", Duration.ZERO, request);
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
