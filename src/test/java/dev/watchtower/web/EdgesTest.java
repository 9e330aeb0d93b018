package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.RawHttp;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What every answer carries, and who may ask from where. */
@ServerTest
@Import(EdgesTest.Faulty.class)
@TestPropertySource(properties = "watchtower.cors.origins=[\"https://app.example.org\", \"http://localhost:5173\"]")
@ExtendWith(OutputCaptureExtension.class)
class EdgesTest {
    /** Stands in no program. */
    @RestController
    static class Faulty {
        @GetMapping("/api/v1/faulty")
        String fail() {
            throw new IllegalStateException("the password is swordfish");
        }
    }

    @Autowired
    Server server;

    @Test
    void theSendersIdOfARequestIsItsIdInTheAnswer() {
        var answer = ask("/api/v1/me", "X-Request-Id", "order-4711.a_b");
        assertThat(requestId(answer)).contains("order-4711.a_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "two words", "<script>alert(1)</script>", "\"quotes\"", "0123456789 level=ERROR"})
    void anIdThatIsNoPlainWordIsNotTaken(String id) {
        var answer = ask("/api/v1/me", "X-Request-Id", id);
        assertThat(requestId(answer).orElseThrow()).isNotEqualTo(id).matches("[0-9a-f-]{36}");
    }

    @Test
    void everyRefusalTellsTheIdWhoeverRefuses() {
        for (var answer : List.of(
                server.anonymous().get("/api/v1/me"), // security
                server.admin().get("/api/v1/trucks/01a1fd4c-5c33-7365-96dc-f8c75e89ccde"), // a service
                server.admin().delete("/api/v1/positions"), // Spring
                server.anonymous().get("/error"), // the error page
                server.admin().post("/api/v1/positions", "[" + " ".repeat(9 << 20) + "]"), // a filter
                ask("/api/v1/me", "Origin", "https://elsewhere.example.org"))) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(answer.json().get("requestId").asString())
                    .as(answer.text())
                    .isEqualTo(requestId(answer).orElseThrow());
        }
    }

    @Test
    void whatGoesWrongInsideIsLoggedUnderTheIdAndNotTold(CapturedOutput output) {
        var answer = server.admin().get("/api/v1/faulty");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("swordfish", "IllegalState", "dev.watchtower", "\tat ");
        assertThat(output.getAll().lines().filter(line -> line.contains("request_failed")))
                .anyMatch(line -> line.contains("[" + requestId(answer).orElseThrow() + "]"));
    }

    @Test
    void everyAnswerKeepsBrowsersToOurOwn() {
        for (var path : List.of("/", "/api/v1/me", "/api/docs", "/share/x", "/livez", "/nothing.js")) {
            var headers = server.anonymous().get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'");
            assertThat(headers.firstValue("Permissions-Policy").orElseThrow())
                    .contains("camera=()", "geolocation=()", "microphone=()");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("Strict-Transport-Security"))
                    .as("without TLS")
                    .isEmpty();
        }
    }

    @Test
    void onlySwaggerUiMayWriteStylesOfItsOwn() {
        assertThat(policy("/api/swagger-ui/index.html")).contains("'unsafe-inline'");
        for (var path : List.of("/", "/api/v1/me", "/assets/x.js", "/share/x")) {
            assertThat(policy(path)).doesNotContain("unsafe");
        }
    }

    @Test
    void aPageOfAListedSiteMayAskAndReadTheAnswer() {
        var answer = ask("/api/v1/me", "Origin", "https://app.example.org");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.org");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        var asked = preflight("http://localhost:5173", "PUT", "authorization,content-type");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:5173");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("PUT");
        assertThat(preflight("http://localhost:5173", "TRACE", "authorization").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.org",
                "http://app.example.org",
                "https://app.example.org:8443",
                "https://app.example.org.evil.example",
                "https://evil.example/https://app.example.org",
                "null"
            })
    void aPageOfAnyOtherSiteMayNot(String origin) {
        var answer = ask("/api/v1/me", "Origin", origin);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.type()).isEqualTo("urn:watchtower:origin-not-allowed");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight(origin, "GET", "authorization").status()).isEqualTo(403);
    }

    @Test
    void ourOwnPageIsNoOtherSite() {
        assertThat(ask("/api/v1/me", "Origin", server.url()).status()).isEqualTo(200);
    }

    @Test
    void aWebSocketIsOpenedForOurOwnPageAndListedSitesOnly() {
        assertThat(open(server.url()).isInputClosed()).isFalse();
        assertThat(open("https://app.example.org").isInputClosed()).isFalse();
        assertThatThrownBy(() -> open("https://elsewhere.example.org")).isInstanceOf(CompletionException.class);
    }

    @Test
    void aRequestThatIsNoHttpIsRefusedWithoutAWordAboutTheServer() {
        for (UnaryOperator<String> bad : List.<UnaryOperator<String>>of(
                path -> "GET " + path + "<>^| HTTP/1.1\r\nHost: localhost\r\n\r\n",
                path -> "GET " + path + " HTTP/9.9\r\nHost: localhost\r\n\r\n",
                path -> "GET " + path + " HTTP/1.1\r\n\r\n",
                path -> "GET " + path + " HTTP/1.1\r\nHost: a b\r\n\r\n",
                path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                path -> "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                        + "Content-Length: 7\r\n\r\n12345",
                path -> "POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked, x\r\n\r\n")) {
            try (var raw = new RawHttp(server.port())) {
                raw.send(bad.apply("/api/v1/me"));
                raw.send("Connection: close\r\n\r\n");
                assertThat(raw.readToTheEnd())
                        .matches("(?s)HTTP/1.1 (400|505|501).*")
                        .doesNotContain("Tomcat", "apache", "Exception", "\tat ", "<html", "<!doctype");
            }
        }
    }

    @Test
    void whatTomcatRefusesIsAProblemThatKeepsBrowsersToOurOwnToo() {
        for (var bad :
                List.of("GET /assets/..%2f..%2fx HTTP/1.1\r\nHost: localhost\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n")) {
            try (var raw = new RawHttp(server.port())) {
                raw.send(bad + "Connection: close\r\n\r\n");
                assertThat(raw.readToTheEnd())
                        .startsWith("HTTP/1.1 400")
                        .contains(
                                "X-Content-Type-Options: nosniff",
                                "X-Frame-Options: DENY",
                                "frame-ancestors 'none'",
                                "Content-Type: application/problem+json")
                        .matches("(?s).*X-Request-Id: ([0-9a-f-]{36})\r\n.*\"requestId\":\"\\1\".*");
            }
        }
    }

    private WebSocket open(String origin) {
        var client = server.admin();
        var ticket =
                client.post("/api/v1/auth/ws-ticket", "").json().get("ticket").asString();
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(
                        URI.create(client.url().replace("http", "ws") + "/ws/trucks?ticket=" + ticket),
                        new WebSocket.Listener() {})
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Client.Answer ask(String path, String header, String value) {
        var client = server.admin();
        return client.send(client.request(path).header(header, value).GET());
    }

    private Client.Answer preflight(String origin, String method, String headers) {
        var client = server.anonymous();
        return client.send(client.request("/api/v1/trucks")
                .headers(Map.of(
                                "Origin", origin,
                                "Access-Control-Request-Method", method,
                                "Access-Control-Request-Headers", headers)
                        .entrySet()
                        .stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private String policy(String path) {
        return server.anonymous()
                .get(path)
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
    }

    private static Optional<String> requestId(Client.Answer answer) {
        return answer.headers().firstValue("X-Request-Id");
    }
}
