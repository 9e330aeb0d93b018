package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(
        properties = {
            "watchtower.security.environment=production",
            "watchtower.security.secret-key=0123456789abcdef0123456789abcdef",
            "watchtower.encryption.keys=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
        })
class ProductionTest {
    @Autowired
    Server server;

    @Test
    void aLineThatOthersCanReadIsRefusedUnlessItIsThisMachinesOwn() {
        assertThat(server.admin().get("/api/v1/me").status()).isEqualTo(200);

        var far = server.anonymous()
                .form("/api/v1/auth/token", Map.of("grant_type", "password"), "X-Forwarded-For", "203.0.113.9");
        assertThat(far.status()).isEqualTo(403);
        assertThat(far.type()).isEqualTo("urn:watchtower:line-not-private");

        var anonymous = server.anonymous();
        var farLink = anonymous.send(anonymous
                .request("/api/v1/shared/token")
                .header("X-Forwarded-For", "203.0.113.9")
                .GET());
        assertThat(farLink.status()).isEqualTo(403);
        assertThat(farLink.type()).isEqualTo("urn:watchtower:line-not-private");

        var farByHttps = server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", "admin", "password", Server.PASSWORD),
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-Proto",
                        "https");
        assertThat(farByHttps.status()).isEqualTo(200);
    }

    @Test
    void phonesAreNoException() {
        var id = Map.of("id", "875");
        var far = server.anonymous().form("/osmand/x", id, "X-Forwarded-For", "203.0.113.9");
        assertThat(far.status()).isEqualTo(403);
        var farByHttps = server.anonymous()
                .form("/osmand/x", id, "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
        assertThat(farByHttps.status()).isEqualTo(404);
    }
}
