package dev.watchtower.identity.keys;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.identity.Acting;
import dev.watchtower.identity.Permission;
import dev.watchtower.identity.Role;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.MovableClocks;
import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import({MovableClocks.class, MovableTime.class})
@TestPropertySource(properties = "watchtower.rate-limits.address-per-minute=60")
class ApiKeysTest {
    private static final String KEYS = "/api/v1/api-keys";

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    @Autowired
    MovableTicker ticker;

    @Autowired
    ApiKeys keys;

    private Client owner;
    private JsonNode me;
    private String name;

    @BeforeEach
    void anOrganization() {
        ticker.pass(Duration.ofMinutes(5));
        clock.standAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        owner = server.newOrganization();
        me = owner.get("/api/v1/me").json();
        name = me.at("/user/name").asString();
    }

    @AfterEach
    void theClockGoesRight() {
        clock.goRight();
    }

    @Test
    void aKeyDoesWhatItsScopesSayAndNoMore() {
        var truck = owner.addTruck("875");
        var made = make(owner, "trucks:read", "positions:write");
        assertThat(made.at("/secret").asString()).matches("wt_[A-Za-z0-9_-]{43}");
        var key = with(made);
        assertThat(key.get("/api/v1/trucks/" + truck).status()).isEqualTo(200);
        assertThat(key.positions(position("875", Instant.now(), 38, 23.7))
                        .json()
                        .at("/accepted")
                        .asInt())
                .isEqualTo(1);

        var beyond = key.delete("/api/v1/trucks/" + truck);
        assertThat(beyond.status()).isEqualTo(403);
        assertThat(beyond.json().get("permission").asString()).isEqualTo("trucks:write");
        assertThat(key.get("/api/v1/trucks/" + truck + "/location").status()).isEqualTo(403);
        for (var people : List.of(
                key.get("/api/v1/me"),
                key.get("/api/v1/me/sessions"),
                key.put("/api/v1/me/password", Map.of("currentPassword", "x", "newPassword", "y")),
                key.post("/api/v1/auth/switch-organization", Map.of("organizationId", UUID.randomUUID())),
                key.post("/api/v1/auth/ws-ticket", ""))) {
            assertThat(people.status()).isEqualTo(403);
            assertThat(people.type()).isEqualTo("urn:watchtower:people-only");
        }
        assertThat(key.post("/api/v1/auth/logout", "").status()).isEqualTo(401);
    }

    @Test
    void itIsSentAsABearerTokenOrInAHeaderOfItsOwn() {
        var secret = make(owner, "trucks:read").get("secret").asString();
        assertThat(header("X-Api-Key", secret).status()).isEqualTo(200);
        assertThat(header("Authorization", "bearer " + secret).status()).isEqualTo(200);
        assertThat(header("X-Api-Key", secret.toLowerCase()).status()).isEqualTo(401);
        assertThat(header("X-Api-Key", owner.token()).status()).isEqualTo(401);
        assertThat(header("X-Api-Key", "").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/api/v1/trucks?api_key=" + secret).status())
                .isEqualTo(401);
        var health = server.anonymous().request("/livez").header("X-Api-Key", "wt_of_long_ago");
        assertThat(server.anonymous().send(health).status())
                .as("no key is needed there")
                .isEqualTo(200);
    }

    @Test
    void anotherOrganizationsKeySeesNothingHere() {
        var truck = owner.addTruck("875");
        var elsewhere = server.newOrganization();
        var key = with(make(elsewhere, "trucks:read", "trucks:write", "positions:read", "positions:write"));
        assertThat(key.get("/api/v1/trucks").json().get("items")).isEmpty();
        assertThat(key.get("/api/v1/trucks/" + truck).status()).isEqualTo(404);
        assertThat(key.delete("/api/v1/trucks/" + truck).status()).isEqualTo(404);
        assertThat(key.positions(position(truck.toString(), Instant.now(), 38, 23.7))
                        .json()
                        .get("accepted")
                        .asInt())
                .isZero();

        var id = make(owner, "trucks:read").at("/key/id").asString();
        assertThat(elsewhere.delete(KEYS + "/" + id).status()).isEqualTo(404);
        assertThat(elsewhere.post(KEYS + "/" + id + "/rotate", Map.of()).status())
                .isEqualTo(404);
        assertThat(list(elsewhere).toString()).doesNotContain(id);
    }

    @Test
    void nobodyComesToMoreByAKey() {
        var manager = server.newMember(owner, Role.FLEET_MANAGER);
        assertThat(manager.get(KEYS).status()).isEqualTo(403);
        assertThat(manager.post(KEYS, wish("trucks:read")).status()).isEqualTo(403);

        var id = make(owner, "organization:write").at("/key/id").asString();
        asOneWhoMay(Set.of(Permission.KEYS_WRITE, Permission.TRUCKS_READ), () -> {
            var both = Set.of(Permission.TRUCKS_READ, Permission.ORGANIZATION_WRITE);
            assertThatThrownBy(() -> keys.add("A service", both, 1, Duration.ofDays(1)))
                    .hasMessageContaining("you lack: organization:write");
            assertThatThrownBy(() -> keys.rotate(UUID.fromString(id), Duration.ZERO, Duration.ofDays(1)))
                    .as("the secret of a stronger key")
                    .hasMessageContaining("you lack: organization:write");
            assertThat(keys.add("A service", Set.of(Permission.TRUCKS_READ), 1, Duration.ofDays(1)))
                    .isNotNull();
        });

        for (var none : List.of("keys:write", "organizations:write", "organizations:read")) {
            assertThat(owner.post(KEYS, wish(none)).status()).as(none).isEqualTo(400);
        }
        assertThat(owner.post(KEYS, wish("trips:fly")).status()).isEqualTo(400);
        assertThat(owner.post(KEYS, wish()).status()).isEqualTo(400);
        var key = with(make(owner, "keys:read", "members:write"));
        assertThat(key.get(KEYS).status()).isEqualTo(200);
        assertThat(key.post(KEYS, wish("trucks:read")).status()).isEqualTo(403);
        assertThat(key.delete(KEYS + "/" + id).status()).isEqualTo(403);
    }

    @Test
    void aSecretIsShownOnceAndKeptNowhere() {
        var made = make(owner, "trucks:read");
        var secret = made.get("secret").asString();
        var listed = list(owner).get(0);
        assertThat(listed.at("/secrets/0/prefix").asString()).isEqualTo(secret.substring(0, 9));
        assertThat(list(owner).toString()).doesNotContain(secret);
        var rows = server.database()
                .sql("select s::text from api_key_secrets s union all select k::text from api_keys k"
                        + " union all select a::text from audit_log a")
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(secret.substring(12)));
    }

    @Test
    void itExpiresAfterNinetyDaysAndSaysSoFourteenDaysBefore() {
        var made = make(owner, "trucks:read");
        assertThat(Instant.parse(made.at("/key/secrets/0/expiresAt").asString()))
                .isEqualTo(clock.instant().plus(90, ChronoUnit.DAYS));
        assertThat(made.at("/key/state").asString()).isEqualTo("working");
        var key = with(made);
        assertThat(key.get("/api/v1/trucks").status()).isEqualTo(200);

        clock.move(Duration.ofDays(76));
        owner = signedInAgain();
        assertThat(list(owner).get(0).get("state").asString()).isEqualTo("expiring");
        assertThat(key.get("/api/v1/trucks").status()).isEqualTo(200);
        clock.move(Duration.ofDays(14));
        owner = signedInAgain();
        assertThat(key.get("/api/v1/trucks").status())
                .as("though it is still in memory")
                .isEqualTo(401);
        assertThat(list(owner).get(0).get("state").asString()).isEqualTo("expired");
    }

    @Test
    void anotherSecretIsGivenAndTheOneBeforeWorksOnForADay() {
        var first = make(owner, "trucks:read");
        var id = first.at("/key/id").asString();
        var rotated = owner.post(KEYS + "/" + id + "/rotate", Map.of());
        assertThat(rotated.status()).isEqualTo(200);
        var second = rotated.json();
        assertThat(second.at("/key/id").asString()).isEqualTo(id);
        assertThat(second.get("secret")).isNotEqualTo(first.get("secret"));
        assertThat(second.at("/key/secrets").size()).isEqualTo(2);
        assertThat(with(first).get("/api/v1/trucks").status()).isEqualTo(200);
        assertThat(with(second).get("/api/v1/trucks").status()).isEqualTo(200);

        clock.move(Duration.ofHours(24));
        assertThat(with(first).get("/api/v1/trucks").status()).isEqualTo(401);
        assertThat(with(second).get("/api/v1/trucks").status()).isEqualTo(200);
        assertThat(list(owner).get(0).get("secrets").size()).isEqualTo(1);

        var third = owner.post(KEYS + "/" + id + "/rotate", Map.of("overlapHours", 0, "expiresInDays", 1))
                .json();
        assertThat(with(second).get("/api/v1/trucks").status()).as("at once").isEqualTo(401);
        assertThat(with(third).get("/api/v1/trucks").status()).isEqualTo(200);

        var fourth = owner.post(KEYS + "/" + id + "/rotate", Map.of()).json();
        assertThat(Instant.parse(fourth.at("/key/secrets/0/expiresAt").asString()))
                .as("a day, as the one before")
                .isEqualTo(clock.instant().plus(1, ChronoUnit.DAYS));
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceWithAllItsSecrets() {
        var first = make(owner, "trucks:read");
        var id = first.at("/key/id").asString();
        var second = owner.post(KEYS + "/" + id + "/rotate", Map.of()).json();
        assertThat(with(first).get("/api/v1/trucks").status()).isEqualTo(200);
        assertThat(with(second).get("/api/v1/trucks").status()).isEqualTo(200);
        assertThat(owner.delete(KEYS + "/" + id).status()).isEqualTo(204);
        assertThat(with(first).get("/api/v1/trucks").status()).isEqualTo(401);
        assertThat(with(second).get("/api/v1/trucks").status()).isEqualTo(401);
        assertThat(list(owner).get(0).get("state").asString()).isEqualTo("revoked");
        assertThat(owner.delete(KEYS + "/" + id).status()).isEqualTo(204);
        assertThat(owner.post(KEYS + "/" + id + "/rotate", Map.of()).type())
                .isEqualTo("urn:watchtower:api-key-revoked");
    }

    @Test
    void aKeyDoesNothingThatItsMakerMayNotDoAnyMore() {
        var truck = owner.addTruck("875");
        var maker = server.newMember(owner, Role.OWNER);
        var made = make(maker, "trucks:read", "trucks:write", "audit:read");
        var key = with(made);
        assertThat(key.get("/api/v1/audit-log").status()).isEqualTo(200);

        var member = "/api/v1/members/"
                + maker.get("/api/v1/me").json().at("/user/id").asString();
        assertThat(owner.put(member, Map.of("role", "dispatcher")).status()).isEqualTo(200);
        assertThat(key.get("/api/v1/trucks/" + truck).status()).isEqualTo(200);
        assertThat(key.get("/api/v1/audit-log").status()).isEqualTo(403);
        assertThat(key.delete("/api/v1/trucks/" + truck).status()).isEqualTo(403);
        assertThat(list(owner).get(0).get("state").asString()).isEqualTo("working");

        assertThat(owner.delete(member).status()).isEqualTo(204);
        assertThat(key.get("/api/v1/trucks/" + truck).status()).isEqualTo(401);
        assertThat(key.positions(position("875", Instant.now(), 38, 23.7)).status())
                .isEqualTo(401);
        var listed = list(owner).get(0);
        assertThat(listed.get("state").asString()).isEqualTo("maker-left");
        assertThat(listed.get("maker").asString()).startsWith("Member ");
        var rotation = owner.post(KEYS + "/" + listed.get("id").asString() + "/rotate", Map.of());
        assertThat(rotation.type()).isEqualTo("urn:watchtower:api-key-maker-left");

        assertThat(owner.post(member + "/reactivate", "").status()).isEqualTo(200);
        ticker.pass(Duration.ofSeconds(3));
        assertThat(key.get("/api/v1/trucks/" + truck).status()).isEqualTo(200);
        assertThat(key.get("/api/v1/audit-log").status()).isEqualTo(403);
    }

    @Test
    void whatAnotherProcessRevokedIsRefusedAfterThreeSeconds() {
        var key = with(make(owner, "trucks:read"));
        assertThat(key.get("/api/v1/trucks").status()).isEqualTo(200);
        server.database().sql("update api_keys set revoked_at = now()").update();
        ticker.pass(Duration.ofSeconds(3));
        assertThat(key.get("/api/v1/trucks").status()).isEqualTo(401);
    }

    @Test
    void theLastUseIsKeptToTheMinute() {
        var key = with(make(owner, "trucks:read"));
        assertThat(list(owner).get(0).at("/secrets/0/lastUsedAt").isNull()).isTrue();
        var first = clock.instant();
        key.get("/api/v1/trucks");
        assertThat(lastUse()).isEqualTo(first);
        clock.move(Duration.ofSeconds(59));
        ticker.pass(Duration.ofSeconds(59));
        key.get("/api/v1/trucks");
        assertThat(lastUse()).isEqualTo(first);
        clock.move(Duration.ofSeconds(2));
        ticker.pass(Duration.ofSeconds(2));
        ticker.pass(Duration.ofSeconds(3));
        key.get("/api/v1/trucks");
        assertThat(lastUse()).isEqualTo(first.plusSeconds(61));
    }

    @Test
    void aKeyHasALimitOfItsOwnThatPositionsDoNotUse() {
        owner.addTruck("875");
        var wish = new HashMap<String, Object>(wish("trucks:read", "positions:write"));
        wish.put("requestsPerMinute", 3);
        var made = owner.post(KEYS, wish).json();
        var key = with(made);
        for (int i = 0; i < 3; i++) {
            var answer = key.get("/api/v1/trucks");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("3");
        }
        var refused = key.get("/api/v1/trucks");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("20");
        for (int i = 0; i < 10; i++) {
            assertThat(key.positions(position("875", Instant.now().minusSeconds(i), 38, 23.7))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(with(make(owner, "trucks:read")).get("/api/v1/trucks").status())
                .isEqualTo(200);
    }

    @Test
    void whoTriesKeysIsCountedByAddressAndAKeyThatWorkedGoesOn() {
        var key = with(make(owner, "trucks:read"));
        var unused = with(make(owner, "trucks:read"));
        assertThat(key.get("/api/v1/trucks").status()).isEqualTo(200);
        var answers = new HashMap<Integer, Integer>();
        for (int i = 0; i < 200; i++) {
            var made = server.anonymous().withToken("wt_" + "A".repeat(40) + (100 + i));
            answers.merge(made.get("/api/v1/trucks").status(), 1, Integer::sum);
        }
        assertThat(answers.keySet()).containsExactlyInAnyOrder(401, 429);
        assertThat(answers.get(401)).isLessThanOrEqualTo(60);
        assertThat(key.get("/api/v1/trucks").status()).isEqualTo(200);
        assertThat(unused.get("/api/v1/trucks").status()).isEqualTo(429);
    }

    @Test
    void whatBecomesOfAKeyIsOnRecord() {
        var id = make(owner, "trucks:read").at("/key/id").asString();
        owner.post(KEYS + "/" + id + "/rotate", Map.of());
        owner.delete(KEYS + "/" + id);
        var acts = server.database()
                .sql("select action || ' by ' || actor_name from audit_log where subject_id = ? order by id")
                .param(id)
                .query(String.class)
                .list();
        assertThat(acts)
                .containsExactly("api-key.create by " + name, "api-key.rotate by " + name, "api-key.revoke by " + name);
    }

    private void asOneWhoMay(Set<Permission> permissions, Runnable work) {
        Acting.as(
                UUID.fromString(me.at("/user/id").asString()),
                UUID.fromString(me.at("/organization/id").asString()),
                permissions,
                work);
    }

    private Client signedInAgain() {
        return server.anonymous().signIn(me.at("/user/userName").asString(), Server.PASSWORD);
    }

    private Instant lastUse() {
        return Instant.parse(list(owner).get(0).at("/secrets/0/lastUsedAt").asString());
    }

    private JsonNode list(Client client) {
        var answer = client.get(KEYS);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("items");
    }

    private static Map<String, Object> wish(String... scopes) {
        return Map.of("name", "A service", "scopes", scopes);
    }

    private static JsonNode make(Client client, String... scopes) {
        var answer = client.post(KEYS, wish(scopes));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Client with(JsonNode made) {
        return server.anonymous().withToken(made.get("secret").asString());
    }

    private Answer header(String name, String value) {
        var client = server.anonymous();
        return client.send(client.request("/api/v1/trucks").header(name, value).GET());
    }
}
