package dev.watchtower.identity.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@ServerTest
@Import(InvitationsTest.Clocks.class)
class InvitationsTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    private static final String MEMBERS = "/api/v1/members";
    private static final String INVITATIONS = "/api/v1/invitations";

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    private Client owner;

    @BeforeEach
    void anOrganization() {
        owner = server.newOrganization();
    }

    @AfterEach
    void theClockGoesRight() {
        clock.goRight();
    }

    @Test
    void aNewPersonChoosesAPasswordAndIsIn() {
        var email = address();
        var token = invite(owner, email.toUpperCase(), Role.DISPATCHER);
        var offer = offer(token);
        assertThat(offer.status()).isEqualTo(200);
        assertThat(offer.json().get("email").asString()).isEqualTo(email);
        assertThat(offer.json().get("role").asString()).isEqualTo("dispatcher");
        assertThat(offer.json().get("invitedBy").asString()).startsWith("Member ");
        assertThat(offer.json().propertyNames())
                .containsExactlyInAnyOrder("organization", "email", "role", "invitedBy", "expiresAt");

        assertThat(accept(token, "New Person").status()).isEqualTo(200);
        var member = server.anonymous().signIn(email, Server.PASSWORD);
        var me = member.get("/api/v1/me").json();
        assertThat(me.at("/user/name").asString()).isEqualTo("New Person");
        assertThat(me.at("/user/userName").isNull()).isTrue();
        assertThat(me.get("role").asString()).isEqualTo("dispatcher");
        assertThat(me.at("/organization/id").asString())
                .isEqualTo(owner.get("/api/v1/me").json().at("/organization/id").asString());
        assertThat(member.get("/api/v1/trucks").status()).isEqualTo(200);
    }

    @Test
    void aLinkWorksOnce() {
        var token = invite(owner, address(), Role.DISPATCHER);
        assertThat(accept(token, "First").status()).isEqualTo(200);
        assertGone(token);
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneIsIn() throws Exception {
        for (int round = 0; round < 5; round++) {
            var token = invite(owner, address(), Role.DISPATCHER);
            var start = new CyclicBarrier(2);
            var one = CompletableFuture.supplyAsync(() -> atOnce(start, token));
            var other = CompletableFuture.supplyAsync(() -> atOnce(start, token));
            var statuses = List.of(one.get(), other.get());
            assertThat(statuses).containsOnlyOnce(200);
            assertThat(statuses).containsAnyOf(404, 409);
        }
    }

    @Test
    void whoHasAnAccountJoinsByItAndSwitches() {
        var person = server.newOrganization();
        var home = person.get("/api/v1/me").json();
        var email = home.at("/user/email").asString();
        var token = invite(owner, email, Role.TECHNICIAN);
        assertThat(accept(token, "Somebody").type()).isEqualTo("urn:watchtower:account-there");
        var stranger = server.newOrganization();
        assertThat(join(stranger, token).type()).isEqualTo("urn:watchtower:invitation-for-another");

        var joined = join(person, token);
        assertThat(joined.status()).isEqualTo(200);
        var switched = person.post(
                "/api/v1/auth/switch-organization",
                Map.of("organizationId", joined.json().get("organizationId").asString()));
        var there = person.withToken(switched.json().get("access_token").asString());
        assertThat(there.get("/api/v1/me").json().get("role").asString()).isEqualTo("technician");
        assertThat(there.get("/api/v1/me").json().get("organizations")).hasSize(2);
        assertGone(token);
    }

    @Test
    void theInviterIsToldTheSameWhetherOrNotThereIsAnAccount() {
        var known = server.newOrganization()
                .get("/api/v1/me")
                .json()
                .at("/user/email")
                .asString();
        var unknown = address();
        var one = owner.post(MEMBERS, wish(known, Role.DRIVER));
        var other = owner.post(MEMBERS, wish(unknown, Role.DRIVER));
        assertThat(one.status()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(201);
        assertThat(one.json().propertyNames()).isEqualTo(other.json().propertyNames());
        assertThat(owner.get(INVITATIONS).text()).contains(known, unknown);
    }

    @Test
    void whoIsAMemberIsNotInvitedAgain() {
        var member = server.newMember(owner, Role.DISPATCHER);
        var me = member.get("/api/v1/me").json();
        var email = me.at("/user/email").asString();
        assertThat(owner.post(MEMBERS, wish(email, Role.DRIVER)).type()).isEqualTo("urn:watchtower:member-there");
        owner.delete(MEMBERS + "/" + me.at("/user/id").asString());
        assertThat(owner.post(MEMBERS, wish(email, Role.DRIVER)).type()).isEqualTo("urn:watchtower:member-deactivated");
    }

    @Test
    void aLinkEndsAfterSevenDays() {
        var token = invite(owner, address(), Role.DISPATCHER);
        clock.move(Invitations.VALIDITY.minus(Duration.ofMinutes(1)));
        assertThat(offer(token).status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(2));
        assertGone(token);
    }

    @Test
    void aRevokedLinkAndOneBeforeAnotherAreGone() {
        var email = address();
        var first = invite(owner, email, Role.DISPATCHER);
        var second = invite(owner, email, Role.DRIVER);
        assertGone(first);
        assertThat(offer(second).json().get("role").asString()).isEqualTo("driver");
        var listed = owner.get(INVITATIONS).json().get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.toString()).doesNotContain(second, "token");
        var id = listed.get(0).get("id").asString();
        assertThat(server.newOrganization().delete(INVITATIONS + "/" + id).status())
                .isEqualTo(404);
        assertThat(owner.delete(INVITATIONS + "/" + id).status()).isEqualTo(204);
        assertGone(second);
        assertThat(owner.get(INVITATIONS).json().get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRIVER", "DISPATCHER"})
    void anInvitationIsWorthNoMoreThanWhoSentIt(String demoted) {
        var manager = server.newMember(owner, Role.FLEET_MANAGER);
        var token = invite(manager, address(), Role.TECHNICIAN);
        assertThat(offer(token).status()).isEqualTo(200);
        owner.put(
                MEMBERS + "/" + manager.get("/api/v1/me").json().at("/user/id").asString(),
                Map.of("role", Role.valueOf(demoted).word()));
        assertGone(token);
        invite(owner, address(), Role.TECHNICIAN);
        assertThat(owner.get(INVITATIONS)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(one -> one.get("holds").asBoolean()))
                .as("the newest first")
                .containsExactly(true, false);
    }

    @Test
    void nobodyEndsAnInvitationToARoleBeyondHisOwnByAnother() {
        var manager = server.newMember(owner, Role.FLEET_MANAGER);
        var email = address();
        var token = invite(owner, email, Role.OWNER);
        assertThat(manager.post(MEMBERS, wish(email, Role.DRIVER)).type())
                .isEqualTo("urn:watchtower:role-beyond-yours");
        assertThat(offer(token).json().get("role").asString()).isEqualTo("owner");

        var lesser = invite(owner, email, Role.DISPATCHER);
        assertGone(token);
        var noted =
                owner.get("/api/v1/audit-log?action=invitation.create").json().at("/items/0");
        assertThat(noted.at("/before/role").asString()).isEqualTo("owner");
        assertThat(noted.at("/after/role").asString()).isEqualTo("dispatcher");
        invite(manager, email, Role.DRIVER);
        assertGone(lesser);
    }

    @Test
    void anAddressIsInvitedFiveTimesAnHour() {
        clock.standAt(Instant.now());
        var email = address();
        for (int i = 0; i < 5; i++) {
            invite(owner, email, Role.DRIVER);
            clock.move(Duration.ofMinutes(1));
        }
        var refused = owner.post(MEMBERS, wish(email.toUpperCase(), Role.DRIVER));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("3301");
        assertThat(refused.json().get("detail").asString()).contains(email);
        assertThat(owner.get(INVITATIONS).json().get("items")).hasSize(1);
        invite(owner, address(), Role.DRIVER);
        clock.move(Duration.ofMinutes(55));
        invite(owner, email, Role.DRIVER);
    }

    @Test
    void onlyPeopleInvite() {
        var made = owner.post(
                "/api/v1/api-keys", Map.of("name", "A service", "scopes", List.of("members:read", "members:write")));
        var key = server.anonymous().withToken(made.json().get("secret").asString());
        assertThat(key.get(INVITATIONS).status()).isEqualTo(200);
        var refused = key.post(MEMBERS, wish(address(), Role.DRIVER));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.type()).isEqualTo("urn:watchtower:people-only");
        assertThat(owner.get(INVITATIONS).json().get("items")).isEmpty();
    }

    @Test
    void anInvitationOfNobodyDoesNotHold() {
        var token = invite(owner, address(), Role.DISPATCHER);
        server.database()
                .sql("update invitations set invited_by = null where organization_id = ?")
                .param(UUID.fromString(
                        owner.get("/api/v1/me").json().at("/organization/id").asString()))
                .update();
        assertGone(token);
    }

    @Test
    void aPasswordThatIsEasyToGuessIsRefusedAndTheInvitationStaysOpen() {
        var email = address();
        var token = invite(owner, email, Role.DISPATCHER);
        for (var weak : List.of("short", "x".repeat(73), "password1234", email)) {
            var answer = server.anonymous()
                    .post(INVITATIONS + "/accept", Map.of("token", token, "name", "A", "password", weak));
            assertThat(answer.status()).as(weak).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("password");
        }
        assertThat(accept(token, "A").status()).isEqualTo(200);
    }

    @Test
    void whatIsMissingOrMadeUpIsRefusedWithASentence() {
        var token = invite(owner, address(), Role.DISPATCHER);
        for (var body : List.of(
                Map.of("token", token),
                Map.of("token", token, "name", "A"),
                Map.of("token", token, "name", " ", "password", Server.PASSWORD),
                Map.of("name", "A", "password", Server.PASSWORD))) {
            var answer = server.anonymous().post(INVITATIONS + "/accept", body);
            assertThat(answer.status()).as(body.toString()).isEqualTo(400);
            assertThat(answer.json().get("errors")).isNotEmpty();
        }
        for (var wrong : List.of("", "x", "x".repeat(43), "\u0000")) {
            assertGone(wrong);
        }
        for (var email : List.of("", "nobody", "ä@example.org", "a b@example.org", "x@" + "y".repeat(300))) {
            assertThat(owner.post(MEMBERS, wish(email, Role.DRIVER)).status())
                    .as(email)
                    .isEqualTo(400);
        }
    }

    private void assertGone(String token) {
        assertThat(offer(token).status()).isEqualTo(404);
        var answer = accept(token, "Late");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("urn:watchtower:invitation-not-found");
    }

    private int atOnce(CyclicBarrier start, String token) {
        try {
            start.await();
            return accept(token, "One of two").status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String invite(Client inviter, String email, Role role) {
        var answer = inviter.post(MEMBERS, wish(email, role));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var path = answer.json().get("path").asString();
        assertThat(path).matches("/invitation#[A-Za-z0-9_-]{43}");
        return path.substring(path.indexOf('#') + 1);
    }

    private Client.Answer offer(String token) {
        return server.anonymous().post(INVITATIONS + "/offer", Map.of("token", token));
    }

    private Client.Answer accept(String token, String name) {
        return server.anonymous()
                .post(INVITATIONS + "/accept", Map.of("token", token, "name", name, "password", Server.PASSWORD));
    }

    private static Client.Answer join(Client person, String token) {
        return person.post(INVITATIONS + "/accept", Map.of("token", token));
    }

    private static Map<String, String> wish(String email, Role role) {
        return Map.of("email", email, "role", role.word());
    }

    private static String address() {
        return UUID.randomUUID() + "@example.org";
    }
}
