package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    record Ticket(String ticket, long expiresInSeconds) {}

    private final SignIn signIn;
    private final Sessions sessions;
    private final Tickets tickets;
    private final TokenAnswers answers;

    AuthController(SignIn signIn, Sessions sessions, Tickets tickets, TokenAnswers answers) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tickets = tickets;
        this.answers = answers;
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<TokenAnswers.Token> token(
            @RequestParam("grant_type") String grantType,
            @RequestParam(required = false) @Nullable String username,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(name = "refresh_token", required = false) @Nullable String refreshToken,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @CookieValue(name = TokenAnswers.COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw Problem.badField("query", "must be empty: secrets belong in the body, addresses are logged");
        }
        var forPage = TokenAnswers.PAGE.equals(clientId);
        if (forPage && "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw Problem.of(HttpStatus.FORBIDDEN, "cross-site", "Another site cannot sign anyone in here.");
        }
        var caller = Caller.of(request);
        return switch (grantType) {
            case "password" -> {
                if (username == null || password == null) {
                    throw Problem.badField(username == null ? "username" : "password", "is missing");
                }
                yield answers.of(signIn.byPassword(username, password, caller), forPage, request);
            }
            case "refresh_token" -> {
                var given = Optional.ofNullable(forPage && refreshToken == null ? cookie : refreshToken);
                yield answers.of(signIn.byRefreshToken(given, caller), forPage, request);
            }
            default -> throw Problem.badField("grant_type", "must be password or refresh_token");
        };
    }

    /** Ends the session of the access token, or else that of the refresh token: the page's token may be too old by now. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logout(
            @AuthenticationPrincipal @Nullable Jwt token,
            @RequestParam(name = "refresh_token", required = false) @Nullable String refreshToken,
            @CookieValue(name = TokenAnswers.COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        var asker = Optional.ofNullable(token)
                .map(Asker::of)
                .or(() -> Optional.ofNullable(refreshToken == null ? cookie : refreshToken)
                        .flatMap(sessions::find))
                .orElseThrow(() -> Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "You are not signed in."));
        Tenancy.run(asker.organization(), () -> sessions.endOwn(asker));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, TokenAnswers.noCookie(request))
                .build();
    }

    @PostMapping("/ws-ticket")
    Ticket ticket() {
        var person = Access.person();
        var asker = new Asker(person.user(), Tenancy.organization(), person.session());
        return new Ticket(tickets.issue(asker), Tickets.VALIDITY.toSeconds());
    }
}
