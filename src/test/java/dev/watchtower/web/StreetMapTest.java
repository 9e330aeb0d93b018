package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(
        properties = {
            "watchtower.map.style-url=https://maps.example.org:8443/streets/style.json?key=abc",
            "watchtower.map.style-hosts=https://*.tiles.example.org, https://fonts.example.net"
        })
class StreetMapTest {
    private static final List<String> HOSTS =
            List.of("https://maps.example.org:8443", "https://*.tiles.example.org", "https://fonts.example.net");

    @Autowired
    Server server;

    @Test
    void whoIsSignedInIsToldTheStyle() {
        assertThat(server.admin()
                        .get("/api/v1/map")
                        .json()
                        .get("streetStyleUrl")
                        .asString())
                .isEqualTo("https://maps.example.org:8443/streets/style.json?key=abc");
        assertThat(server.anonymous().get("/api/v1/map").status()).isEqualTo(401);
    }

    @Test
    void thePageAndItsWorkersMayLoadTheMapFromItsHostsAndNoOthers() {
        for (var path : List.of("/", "/assets/anything.js")) {
            var policy = policy(path);
            assertThat(sources(policy, "connect-src"))
                    .as(path)
                    .contains("'self'")
                    .containsAll(HOSTS);
            assertThat(sources(policy, "connect-src")).as(path).hasSize(1 + HOSTS.size());
            assertThat(sources(policy, "img-src"))
                    .as(path)
                    .contains("'self'", "data:", "blob:")
                    .containsAll(HOSTS);
            assertThat(sources(policy, "default-src")).as(path).containsExactly("'self'");
        }
    }

    @Test
    void nothingElseMay() {
        assertThat(policy("/api/v1/map"))
                .doesNotContain("example.org")
                .contains("default-src 'self'", "img-src 'self'");
    }

    private String policy(String path) {
        return server.anonymous()
                .get(path)
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
    }

    private static List<String> sources(String policy, String directive) {
        return Arrays.stream(policy.split("; ?"))
                .filter(one -> one.startsWith(directive + " "))
                .flatMap(one -> Arrays.stream(one.split(" ")).skip(1))
                .toList();
    }
}
