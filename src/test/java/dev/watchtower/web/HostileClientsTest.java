package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.RawHttp;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Senders that want the server's connections, memory or files rather than an answer. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "watchtower.server.headers-within=2s",
            "watchtower.server.body-grace=2s",
            "server.tomcat.connection-timeout=5s"
        })
class HostileClientsTest {
    private static final int MEGABYTE = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(100);

    @Autowired
    Server server;

    @Value("${watchtower.data}")
    Path data;

    @Test
    void headersThatComeByteByByteAreNotWaitedForAndOthersAreServedMeanwhile() {
        var slow = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 300; i++) {
                var one = new RawHttp(server.port());
                one.send("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
                slow.add(one);
            }
            assertThat(server.admin().get("/api/v1/me").status()).isEqualTo(200);
            await().atMost(LIMIT).pollInterval(PACE).until(() -> {
                slow.forEach(one -> one.send("x"));
                return slow.stream().allMatch(RawHttp::isAnsweredOrClosed);
            });
        } finally {
            slow.forEach(RawHttp::close);
        }
    }

    @Test
    void whoSaysNothingAtAllIsNotWaitedForEither() {
        try (var silent = new RawHttp(server.port());
                var begun = new RawHttp(server.port())) {
            begun.send("GET / HT");
            assertThat(silent.readToTheEnd()).isEmpty();
            assertThat(begun.readToTheEnd()).isEmpty();
        }
    }

    @Test
    void aConnectionThatWasServedMayBeginItsNextRequestWheneverItLikes() {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().atMost(LIMIT).until(raw::isAnsweredOrClosed);
            raw.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(raw.readToTheEnd().split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/positions", "/api/v1/imports/positions"})
    void aBodyThatComesByteByByteIsNotWaitedFor(String path) {
        var type = path.contains("imports") ? "multipart/form-data; boundary=abc" : "application/json";
        var begin = path.contains("imports")
                ? "--abc\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"
                : "[";
        try (var raw = new RawHttp(server.port())) {
            raw.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + server.admin().token() + "\r\nContent-Type: " + type + "\r\nContent-Length: 1000000\r\n\r\n"
                    + begin);
            await().atMost(LIMIT).pollInterval(PACE).until(() -> {
                raw.send(" ");
                return raw.isAnsweredOrClosed();
            });
            assertThat(raw.readToTheEnd()).matches("(?s)(HTTP/1.1 408.*\"requestId\".*)?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n[]\r\n0\r\n\r\n", "5\r\n[]\r\nxx\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n["})
    void aBodyInBadChunksIsTheSendersFault(String body, CapturedOutput output) {
        for (var path : List.of("/api/v1/positions", "/api/v1/trucks")) {
            try (var raw = new RawHttp(server.port())) {
                raw.send(post(path, "Transfer-Encoding: chunked"));
                raw.send(body);
                assertThat(raw.readToTheEnd()).startsWith("HTTP/1.1 400").contains("urn:watchtower:bad-request");
            }
        }
        assertThat(output.getAll()).doesNotContain("request_failed");
    }

    @Test
    void aGigabyteIsRefusedBeforeItIsSent() {
        try (var raw = new RawHttp(server.port())) {
            raw.send(post("/api/v1/positions", "Content-Length: 1073741824"));
            assertThat(raw.readToTheEnd()).startsWith("HTTP/1.1 413").contains("urn:watchtower:too-large");
        }
    }

    @Test
    void aGigabyteOfUnknownLengthIsRefusedAtItsEighthMegabyteAndNotHeld() {
        var chunk = ("100000\r\n" + " ".repeat(MEGABYTE) + "\r\n").getBytes();
        var used = used();
        try (var raw = new RawHttp(server.port())) {
            raw.send(post("/api/v1/positions", "Transfer-Encoding: chunked"));
            int sent = 0;
            while (sent < 1_024 && raw.send(chunk)) {
                sent++;
            }
            assertThat(sent).isLessThan(40);
        }
        assertThat(used() - used).isLessThan(64L * MEGABYTE);
    }

    @Test
    void afterARefusedBodyNothingOfItIsTakenForARequest() {
        try (var raw = new RawHttp(server.port())) {
            raw.send(post("/api/v1/positions", "Content-Length: 1073741824"));
            raw.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
            assertThat(raw.readToTheEnd()).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void bombsOfHeadersAreRefused() {
        for (var headers : new String[] {
            "X-Large: " + "x".repeat(MEGABYTE) + "\r\n",
            "X-Many: x\r\n".repeat(10_000),
            "Cookie: " + "a=b; ".repeat(100_000) + "\r\n",
        }) {
            try (var raw = new RawHttp(server.port())) {
                raw.send("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
                assertThat(raw.readToTheEnd()).matches("(?s)(HTTP/1.1 (400|431).*)?");
            }
        }
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /" + "x".repeat(MEGABYTE) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(raw.readToTheEnd()).matches("(?s)(HTTP/1.1 (400|414).*)?");
        }
        assertThat(server.anonymous().get("/livez").status()).isEqualTo(200);
    }

    @Test
    void bombsOfFieldsAndPartsAreRefused() {
        var fields = "a=b&".repeat(20_000);
        try (var raw = new RawHttp(server.port())) {
            raw.send("POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + fields.length()
                    + "\r\n\r\n" + fields);
            assertThat(raw.readToTheEnd()).matches("(?s)HTTP/1.1 (400|413).*");
        }
        var parts = "--abc\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n".repeat(20_000) + "--abc--\r\n";
        try (var raw = new RawHttp(server.port())) {
            raw.send("POST /api/v1/imports/preview HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + server.admin().token()
                    + "\r\nContent-Type: multipart/form-data; boundary=abc\r\nContent-Length: " + parts.length()
                    + "\r\n\r\n" + parts);
            assertThat(raw.readToTheEnd()).matches("(?s)HTTP/1.1 (400|413).*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../secrets/secret-key",
                "..\\\\..\\\\secrets\\\\secret-key",
                "/etc/cron.d/job",
                "C:\\\\Windows\\\\win.ini",
                "%2e%2e%2f%2e%2e%2fx.csv",
                "....//....//x.csv",
                "x.csv\\u0000.sh"
            })
    void anUploadsNameLeadsNowhere(String name) throws Exception {
        var client = server.newOrganization();
        var before = files();
        var added = client.upload(
                "/api/v1/imports/positions",
                name,
                "truck,time,lat,lon\n1,2026-09-01T02:30:00Z,38,23\n".getBytes(),
                Map.of());
        assertThat(added.status()).isIn(202, 400);
        if (added.status() == 202) {
            assertThat(added.json().get("fileName").asString()).doesNotContain("/", "\\");
            await().atMost(LIMIT)
                    .until(() -> client.get("/api/v1/imports/" + added.id())
                            .json()
                            .get("status")
                            .asString()
                            .equals("DONE"));
        }
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../application.yaml",
                "/assets/%2e%2e/application.yaml",
                "/assets/..%2fapplication.yaml",
                "/assets/..%5capplication.yaml",
                "/..;/..;/application.yaml",
                "/static/../application.yaml",
                "//etc/passwd",
                "/%00/application.yaml",
                "/api/v1/../../actuator/env",
                "/api/docs/../v1/trucks",
                "/api/docs/..;/v1/trucks",
                "/livez/../api/v1/trucks",
                "/api;x=y/v1/trucks",
                "/api//v1//trucks"
            })
    void noPathLeadsOutOfTheFilesThatAreServedOrPastSecurity(String path) {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(raw.readToTheEnd())
                    .doesNotContain("datasource", "watchtower.data", "root:", "\"items\"", "systemEnvironment")
                    .matches("(?s)HTTP/1.1 (400|401|403|404|200 .*<div id=\"root\">).*");
        }
    }

    private String post(String path, String header) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + server.admin().token() + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n";
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(data)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
