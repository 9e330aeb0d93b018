package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Organizations;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class MySessionsTest {
    private static final String SESSIONS = "/api/v1/me/sessions";

    @Autowired
    Server server;

    private Client client;
    private String name;

    @BeforeEach
    void someoneSignedIn() {
        client = server.newOrganization();
        name = client.get("/api/v1/me").json().at("/user/userName").asString();
    }

    @Test
    void eachIsListedWithWhatItIsKnownBy() {
        signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "203.0.113.9");
        var items = list(client);
        assertThat(items).hasSize(2);
        var other = items.get(0).get("current").asBoolean() ? items.get(1) : items.get(0);
        assertThat(other.get("userAgent").asString()).contains("Firefox");
        assertThat(other.get("address").asString()).isEqualTo("203.0.113.9");
        assertThat(other.get("organization").asString()).startsWith("Org ");
        assertThat(other.get("createdAt").isNull()).isFalse();
        assertThat(other.get("lastUsedAt").isNull()).isFalse();
        assertThat(items.toString()).contains("\"current\":true");
    }

    @Test
    void theListHasPages() {
        for (int i = 0; i < 4; i++) {
            signIn("Browser " + i, "203.0.113.9");
        }
        var first = client.get(SESSIONS + "?limit=2&sort=createdAt").json();
        var second = client.get(SESSIONS + "?limit=2&sort=createdAt&cursor="
                        + first.get("next").asString())
                .json();
        assertThat(first.get("items")).hasSize(2);
        assertThat(first.at("/items/0/current").asBoolean()).isTrue();
        assertThat(second.at("/items/0/userAgent").asString()).isEqualTo("Browser 1");
        assertThat(client.get(SESSIONS + "?sort=address").status()).isEqualTo(400);
    }

    @Test
    void oneIsEndedAndItsSocketCloses() {
        var other = signIn("Elsewhere", "203.0.113.9");
        try (var watching = Watching.open(other, "{\"type\": \"watch\"}")) {
            var id = list(client)
                    .valueStream()
                    .filter(session -> session.get("userAgent").asString().equals("Elsewhere"))
                    .findFirst()
                    .orElseThrow()
                    .get("id")
                    .asString();
            assertThat(client.delete(SESSIONS + "/" + id).status()).isEqualTo(204);
            assertThat(watching.closed()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1_008);
            assertThat(other.get("/api/v1/me").status()).isEqualTo(401);
            assertThat(client.delete(SESSIONS + "/" + id).status()).isEqualTo(404);
        }
        assertThat(list(client)).hasSize(1);
    }

    @Test
    void allOthersAreEndedInAllOrganizations() {
        var second = Organizations.add(server.database());
        server.database()
                .sql("insert into memberships (organization_id, user_id, role)"
                        + " select ?, id, 'AUDITOR' from users where user_name = ?")
                .params(second, name)
                .update();
        var elsewhere = signIn("Elsewhere", "203.0.113.9");
        var switched = elsewhere
                .post("/api/v1/auth/switch-organization", Map.of("organizationId", second))
                .json()
                .get("access_token")
                .asString();
        assertThat(list(client)).hasSize(2);
        assertThat(list(client).toString()).contains("Org " + second);

        assertThat(client.delete(SESSIONS).status()).isEqualTo(204);
        assertThat(list(client)).hasSize(1);
        assertThat(client.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(server.anonymous().withToken(switched).get("/api/v1/me").status())
                .isEqualTo(401);
    }

    @Test
    void anothersCannotBeSeenOrEnded() {
        var stranger = server.newOrganization();
        var colleague = server.newMember(client, Role.DISPATCHER);
        for (var other : new Client[] {stranger, colleague}) {
            var id = list(other).get(0).get("id").asString();
            assertThat(list(client).toString()).doesNotContain(id);
            assertThat(client.delete(SESSIONS + "/" + id).status()).isEqualTo(404);
            assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
        }
        assertThat(client.delete(SESSIONS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private static JsonNode list(Client client) {
        var answer = client.get(SESSIONS);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("items");
    }

    private Client signIn(String userAgent, String address) {
        var answer = server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", name, "password", Server.PASSWORD),
                        "User-Agent",
                        userAgent,
                        "X-Forwarded-For",
                        address);
        return server.anonymous().withToken(answer.json().get("access_token").asString());
    }
}
