package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What answers without a token, and what the page's files are sent with. */
@ServerTest
class OpenDoorsTest {
    @Autowired
    Server server;

    @Test
    void everyOperationButSignInAndWhatALinkLeadsToAsksForAToken() {
        var paths = server.anonymous().get("/api/openapi.json").json().get("paths");
        var open = new ArrayList<String>();
        for (var path : paths.propertyNames()) {
            for (var method : paths.get(path).propertyNames()) {
                var request = server.anonymous()
                        .request(path.replaceAll("\\{\\w+}", "01a1fd4c-5c33-7365-96dc-f8c75e89ccde"))
                        .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody());
                if (server.anonymous().send(request).status() != 401) {
                    open.add(method + " " + path);
                }
            }
        }
        assertThat(paths.size()).isGreaterThan(10);
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "post /api/v1/auth/token",
                        "post /api/v1/auth/forgot-password",
                        "post /api/v1/auth/reset-password",
                        "get /api/v1/shared/{token}",
                        "post /api/v1/invitations/offer",
                        "post /api/v1/invitations/accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nothing",
                "/api/v1/nothing",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
            })
    void nothingElseIsOpen(String path) {
        var answer = server.anonymous().get(path);
        assertThat(answer.status()).isIn(401, 403, 404);
        assertThat(answer.text()).doesNotContain("status\":\"UP");
    }

    @Test
    void healthIsOpenAndSaysNoMore() {
        assertThat(server.anonymous().get("/livez").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(server.anonymous().get("/readyz").text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void anUnknownOperationIsNotFoundForWhoIsSignedIn() {
        var answer = server.admin().get("/api/v1/nothing");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).startsWith("urn:watchtower:");
        assertThat(server.admin().delete("/api/v1/positions").status()).isEqualTo(405);
    }

    @Test
    void everyAddressOfThePageIsAnsweredWithAFreshNonce() {
        var first = server.anonymous().get("/");
        var second = server.anonymous().get("/trucks/862.5?q=x");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        var policy = first.headers().firstValue("Content-Security-Policy").orElseThrow();
        var nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
        assertThat(first.text()).contains("nonce=\"" + nonce + "\"").doesNotContain("__NONCE__");
        assertThat(second.text()).doesNotContain(nonce);
        assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void thePagesFilesMayBeKeptForGood() {
        var script = server.anonymous().get("/").text().replaceAll("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
        var answer = server.anonymous().get(script);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(server.anonymous().get("/assets/missing.js").status()).isEqualTo(404);
        assertThat(server.anonymous().get("/assets/..%2f..%2fapplication.yaml").status())
                .isIn(400, 404);
    }

    @Test
    void theApiDocumentHasAPage() {
        assertThat(server.anonymous().get("/api/swagger-ui/index.html").text()).contains("swagger-ui");
        assertThat(server.anonymous().get("/api/docs").status()).isEqualTo(302);
    }

    @Test
    void aBodyBeyondAllMeasureIsRefused() {
        var huge = "[" + " ".repeat(9 << 20) + "]";
        assertThat(server.admin().post("/api/v1/positions", huge).status()).isEqualTo(413);
        var unannounced = server.admin()
                .request("/api/v1/positions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge.getBytes())));
        assertThat(server.admin().send(unannounced).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=admin%00", "username=%ff%fe", "username=%zz"})
    void whatIsNoTextIsRefusedAsTheSendersFault(String form) {
        var request = server.anonymous()
                .request("/api/v1/auth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&password=x&" + form));
        assertThat(server.anonymous().send(request).status()).isIn(400, 401);
        assertThat(server.admin().get("/api/v1/trucks?q=a%00").status()).isEqualTo(400);
        assertThat(server.admin().get("/api/v1/trucks?q=%ff").status()).isIn(200, 400);
    }

    @Test
    void aBrokenOrCompressedBodyIsTheSendersFault() {
        var broken = server.admin()
                .request("/api/v1/imports/positions")
                .header("Content-Type", "multipart/form-data; boundary=abc")
                .POST(HttpRequest.BodyPublishers.ofString("--abc\r\nContent-Disp"));
        assertThat(server.admin().send(broken).status()).isEqualTo(400);
        var compressed = server.admin()
                .request("/api/v1/positions")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("[]"));
        assertThat(server.admin().send(compressed).status()).isEqualTo(415);
    }

    @Test
    void theErrorPageItselfIsNotThere() {
        assertThat(server.anonymous().get("/error").status()).isEqualTo(404);
    }

    @Test
    void anUploadIsNotTakenBeforeTheSenderIsKnown() {
        var upload = server.anonymous().upload("/api/v1/imports/positions", "x.csv", new byte[20 << 20], Map.of());
        assertThat(upload.status()).isEqualTo(401);
        var elsewhere = server.anonymous().upload("/", "x.csv", new byte[20 << 20], Map.of());
        assertThat(elsewhere.status()).isEqualTo(413);
    }

    @Test
    void anotherSiteCannotSignAnyoneIn() {
        var fields =
                Map.of("grant_type", "password", "username", "admin", "password", Server.PASSWORD, "client_id", "page");
        assertThat(server.anonymous()
                        .form("/api/v1/auth/token", fields, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(server.anonymous()
                        .form("/api/v1/auth/token", fields, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(200);
    }
}
