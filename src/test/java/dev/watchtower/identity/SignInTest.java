package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class SignInTest {
    private static final String TOKEN = "/api/v1/auth/token";
    private static final String ADDRESS = "198.18.1.1";

    @Autowired
    Server server;

    @Test
    void theAdministratorSignsInByUserNameOrEMail() {
        for (var name : new String[] {"admin", "ADMIN", " admin@localhost "}) {
            var answer = password(name, Server.PASSWORD);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.json().get("token_type").asString()).isEqualTo("Bearer");
            assertThat(answer.json().get("expires_in").asInt()).isEqualTo(900);
            var me = server.anonymous()
                    .withToken(answer.json().get("access_token").asString())
                    .get("/api/v1/me");
            assertThat(me.json().at("/user/userName").asString()).isEqualTo("admin");
            assertThat(me.json().at("/organization/type").asString()).isEqualTo("transporter");
            assertThat(me.text()).doesNotContain("password");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
        var wrong = password("admin", "not the password");
        var unknown = password("nobody", "not the password");
        var tooLong = password("admin", Server.PASSWORD + "x".repeat(100));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.type()).isEqualTo("urn:watchtower:sign-in-failed");
        assertThat(told(unknown)).isEqualTo(told(wrong));
        assertThat(told(tooLong)).isEqualTo(told(wrong));
    }

    /** All but what names the request. */
    private static String told(Client.Answer answer) {
        var id = answer.json().get("requestId").asString();
        return answer.text().replace(id, "");
    }

    @Test
    void secretsInTheAddressAreRefused() {
        var answer = server.anonymous()
                .form(
                        TOKEN + "?password=" + Server.PASSWORD.replace(" ", "%20"),
                        Map.of("grant_type", "password", "username", "admin"));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aMissingFieldOrUnknownGrantIsNamed() {
        assertThat(server.anonymous().form(TOKEN, Map.of()).status()).isEqualTo(400);
        assertThat(server.anonymous()
                        .form(TOKEN, Map.of("grant_type", "magic"))
                        .json()
                        .get("detail")
                        .asString())
                .contains("grant_type");
        assertThat(server.anonymous()
                        .form(TOKEN, Map.of("grant_type", "password", "username", "admin"))
                        .json()
                        .get("detail")
                        .asString())
                .contains("password");
    }

    @Test
    void aRefreshTokenYieldsAccessTokensUntilTheSessionEnds() {
        var signedIn = password("admin", Server.PASSWORD).json();
        var refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                signedIn.get("refresh_token").asString());
        var refreshed = server.anonymous().form(TOKEN, refresh);
        assertThat(refreshed.status()).isEqualTo(200);
        var client = server.anonymous()
                .withToken(refreshed.json().get("access_token").asString());
        assertThat(client.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(client.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
        assertThat(server.anonymous().form(TOKEN, refresh).status()).isEqualTo(401);
        for (var path : new String[] {"/api/v1/me", "/api/v1/trucks"}) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.type()).isEqualTo("urn:watchtower:session-ended");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void aMadeUpRefreshTokenIsWorthNothing() {
        var answer = server.anonymous().form(TOKEN, Map.of("grant_type", "refresh_token", "refresh_token", "made up"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .form(TOKEN, Map.of("grant_type", "refresh_token"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void thePageKeepsItsRefreshTokenInACookieThatScriptsCannotRead() {
        var answer = page();
        assertThat(answer.json().get("refresh_token").isNull()).isTrue();
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth")
                .doesNotContain("Secure");

        var again = server.anonymous()
                .form(
                        TOKEN,
                        Map.of("grant_type", "refresh_token", "client_id", "page"),
                        "Cookie",
                        cookie.split(";")[0]);
        assertThat(again.status()).isEqualTo(200);

        var client =
                server.anonymous().withToken(again.json().get("access_token").asString());
        var out = client.post("/api/v1/auth/logout", "");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("wt_refresh=;", "Max-Age=0");
    }

    @Test
    void theCookieIsSecureWhereTheRequestCameByHttps() {
        assertThat(page("X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("Secure");
    }

    @Test
    void aTamperedTokenIsRefused() {
        var token = server.admin().token();
        var parts = token.split("\\.");
        var none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        for (var bad : new String[] {
            parts[0] + "." + parts[1] + ".AAAA", none + "." + parts[1] + ".", "nonsense", parts[0] + "." + parts[1]
        }) {
            var answer = server.anonymous().withToken(bad).get("/api/v1/me");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.type()).isEqualTo("urn:watchtower:unauthenticated");
        }
    }

    private Client.Answer password(String name, String password) {
        return server.anonymous()
                .from(ADDRESS)
                .form(TOKEN, Map.of("grant_type", "password", "username", name, "password", password));
    }

    private Client.Answer page(String... headers) {
        return server.anonymous()
                .form(
                        TOKEN,
                        Map.of(
                                "grant_type",
                                "password",
                                "username",
                                "admin",
                                "password",
                                Server.PASSWORD,
                                "client_id",
                                "page"),
                        headers);
    }
}
