package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.MovableClocks;
import dev.watchtower.testing.Organizations;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(MovableClocks.class)
class PasswordChangeTest {
    private static final String WANTED = "trucks on the long road";

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    private Client owner;
    private JsonNode me;

    @BeforeEach
    void anOwner() {
        clock.goRight();
        owner = server.newOrganization();
        me = owner.get("/api/v1/me").json();
    }

    @AfterEach
    void theClockGoesRight() {
        clock.goRight();
    }

    @Test
    void aNewPasswordEndsAllOtherSessionsWhateverOrganizationTheyAreIn() {
        var second = belongsElsewhereToo(owner);
        var elsewhere = signIn(Server.PASSWORD);
        assertThat(elsewhere
                        .post("/api/v1/auth/switch-organization", Map.of("organizationId", second))
                        .status())
                .isEqualTo(200);
        var here = signIn(Server.PASSWORD);
        try (var watching = Watching.open(here, "{\"type\": \"watch\"}")) {
            assertThat(change(owner, Server.PASSWORD, WANTED).status()).isEqualTo(204);
            assertThat(watching.closed()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1_008);
        }
        assertThat(owner.get("/api/v1/me").status()).as("the one that asked").isEqualTo(200);
        assertThat(here.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(openSessions()).isEqualTo(1);
        assertThat(token(Server.PASSWORD).status()).isEqualTo(401);
        assertThat(token(WANTED).status()).isEqualTo(200);
    }

    @Test
    void itNeedsThePresentOneAndFewTriesAreLookedAt() {
        for (int i = 0; i < 10; i++) {
            var answer = change(owner, "guess number " + i, WANTED);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.type()).isEqualTo("urn:watchtower:wrong-password");
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("currentPassword");
        }
        assertThat(change(owner, Server.PASSWORD, WANTED).status()).isEqualTo(429);
        assertThat(change(owner, Server.PASSWORD, WANTED).status()).isEqualTo(429);
        assertThat(token(Server.PASSWORD).status())
                .as("signing in is not slowed by it")
                .isEqualTo(200);
        var noted = owner.get("/api/v1/audit-log?action=password.change&refused=true")
                .json()
                .get("items");
        assertThat(noted.valueStream().map(row -> row.at("/after/reason").asString()))
                .hasSize(11)
                .containsOnlyOnce("Too many wrong passwords were tried.");
        assertThat(noted.valueStream().map(row -> row.get("actorId"))).containsOnly(me.at("/user/id"));
        assertThat(noted.toString()).doesNotContain("guess number");
    }

    @Test
    void aBadOneIsRefusedWithAReason() {
        var name = me.at("/user/userName").asString();
        for (var bad : List.of("too short", "é".repeat(37), "password1234", name + "!", "a".repeat(500))) {
            var answer = change(owner, Server.PASSWORD, bad);
            assertThat(answer.status()).as(bad).isEqualTo(422);
            assertThat(answer.type()).isEqualTo("urn:watchtower:weak-password");
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("newPassword");
            assertThat(answer.text()).doesNotContain(bad);
        }
        var same = change(owner, Server.PASSWORD, Server.PASSWORD);
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.type()).isEqualTo("urn:watchtower:same-password");
        assertThat(same.json().at("/errors/0/field").asString()).isEqualTo("newPassword");
        assertThat(owner.put("/api/v1/me/password", Map.of("newPassword", WANTED))
                        .status())
                .isEqualTo(400);
        assertThat(token(Server.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aLinkSetsANewPasswordOnceAndVoidsTheOthers() {
        var member = server.newMember(owner, Role.DISPATCHER);
        var id = id(member);
        var name = member.get("/api/v1/me").json().at("/user/userName").asString();
        var first = link(owner, id);
        var second = link(owner, id);
        assertThat(reset(first, "password1234").type()).isEqualTo("urn:watchtower:weak-password");
        assertThat(member.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(reset(first, WANTED).status()).isEqualTo(204);
        assertThat(member.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(server.anonymous().signIn(name, WANTED).get("/api/v1/me").status())
                .isEqualTo(200);
        for (var over : List.of(first, second, "made up", "")) {
            var answer = reset(over, "another good passphrase");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.type()).isEqualTo("urn:watchtower:reset-link-over");
        }
    }

    @Test
    void ofTwoWhoUseALinkAtOnceOneDoes() throws Exception {
        var token = link(owner, id(server.newMember(owner, Role.DISPATCHER)));
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = threads.invokeAll(IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<Answer>) () -> reset(token, WANTED + i))
                    .toList());
            for (var answer : asked) {
                statuses.add(answer.get().status());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(204, 422, 422, 422);
    }

    @Test
    void aLinkIsOverAfterADay() {
        var token = link(owner, id(server.newMember(owner, Role.DISPATCHER)));
        clock.move(Duration.ofHours(24).plusSeconds(1));
        assertThat(reset(token, WANTED).type()).isEqualTo("urn:watchtower:reset-link-over");
    }

    @Test
    void aLinkIsMadeOnlyForWhoMayDoNoMore() {
        var manager = server.newMember(owner, Role.FLEET_MANAGER);
        var dispatcher = server.newMember(owner, Role.DISPATCHER);
        assertThat(link(manager, id(dispatcher))).isNotEmpty();
        assertThat(links(manager, id(owner)).status())
                .as("an owner may do more")
                .isEqualTo(403);
        assertThat(links(dispatcher, id(manager)).status()).isEqualTo(403);
        assertThat(links(owner, id(owner)).type()).isEqualTo("urn:watchtower:own-password");
        assertThat(links(owner, id(server.newOrganization())).status()).isEqualTo(404);

        belongsElsewhereToo(dispatcher);
        assertThat(links(owner, id(dispatcher)).status()).isEqualTo(403);

        var administrator = server.newMember(owner, Role.DISPATCHER);
        server.database()
                .sql("update users set platform_administrator = true where id = ?")
                .param(id(administrator))
                .update();
        assertThat(links(owner, id(administrator)).status()).isEqualTo(403);
    }

    @Test
    void aLinkThatWasHandedOverIsOverWhereItWouldNotBeMadeAnyMore() {
        var manager = server.newMember(owner, Role.FLEET_MANAGER);
        var promoted = server.newMember(owner, Role.DISPATCHER);
        var toPromoted = link(manager, id(promoted));
        owner.put("/api/v1/members/" + id(promoted), Map.of("role", "owner"));
        assertThat(reset(toPromoted, WANTED).type()).isEqualTo("urn:watchtower:reset-link-over");

        var elsewhere = server.newMember(owner, Role.DISPATCHER);
        var toElsewhere = link(manager, id(elsewhere));
        belongsElsewhereToo(elsewhere);
        assertThat(reset(toElsewhere, WANTED).type()).isEqualTo("urn:watchtower:reset-link-over");

        var left = server.newMember(owner, Role.DISPATCHER);
        var toLeft = link(manager, id(left));
        owner.delete("/api/v1/members/" + id(manager));
        assertThat(reset(toLeft, WANTED).type()).isEqualTo("urn:watchtower:reset-link-over");
        assertThat(left.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void nobodyLearnsWhoHasAnAccount() {
        var known = forgot(me.at("/user/userName").asString());
        var unknown = forgot("nobody at all");
        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text()).isEmpty();
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(known.headers().map().keySet());
    }

    private Answer forgot(String name) {
        return server.anonymous().post("/api/v1/auth/forgot-password", Map.of("username", name));
    }

    /** Makes the person a member of another organization as well; its id. */
    private UUID belongsElsewhereToo(Client client) {
        var organization = Organizations.add(server.database());
        server.database()
                .sql("insert into memberships (organization_id, user_id, role) values (?, ?, 'DISPATCHER')")
                .params(organization, id(client))
                .update();
        return organization;
    }

    private long openSessions() {
        return server.database()
                .sql("select count(*) from sessions where user_id = ? and ended_at is null")
                .param(id(owner))
                .query(Long.class)
                .single();
    }

    private static UUID id(Client client) {
        return UUID.fromString(client.get("/api/v1/me").json().at("/user/id").asString());
    }

    private static Answer change(Client client, String present, String wanted) {
        return client.put("/api/v1/me/password", Map.of("currentPassword", present, "newPassword", wanted));
    }

    private static Answer links(Client client, UUID member) {
        return client.post("/api/v1/members/" + member + "/password-reset", "");
    }

    /** The token of a new link. */
    private static String link(Client client, UUID member) {
        var answer = links(client, member);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(Instant.parse(answer.json().get("expiresAt").asString())).isAfter(Instant.now());
        var path = answer.json().get("path").asString();
        assertThat(path).startsWith("/reset-password#");
        return path.substring(path.indexOf('#') + 1);
    }

    private Answer reset(String token, String wanted) {
        return server.anonymous().post("/api/v1/auth/reset-password", Map.of("token", token, "newPassword", wanted));
    }

    private Answer token(String password) {
        return server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "username",
                                me.at("/user/userName").asString(),
                                "password",
                                password));
    }

    private Client signIn(String password) {
        return server.anonymous()
                .withToken(token(password).json().get("access_token").asString());
    }
}
