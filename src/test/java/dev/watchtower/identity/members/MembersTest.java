package dev.watchtower.identity.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class MembersTest {
    private static final String MEMBERS = "/api/v1/members";

    @Autowired
    Server server;

    private Client owner;

    @BeforeEach
    void anOrganization() {
        owner = server.newOrganization();
    }

    @Test
    void membersAreListedWithTheirRoles() {
        var dispatcher = server.newMember(owner, Role.DISPATCHER);
        var items = owner.get(MEMBERS).json().get("items");
        assertThat(items.valueStream().map(one -> one.get("role").asString()))
                .containsExactlyInAnyOrder("owner", "dispatcher");
        assertThat(items.valueStream().map(one -> one.get("id").asString()))
                .containsExactlyInAnyOrder(id(owner).toString(), id(dispatcher).toString());
        assertThat(items.get(0).get("lastSignedInAt").isNull()).isFalse();
        assertThat(items.toString()).doesNotContain("password", "hash");
        assertThat(dispatcher.get(MEMBERS).status()).isEqualTo(403);
    }

    @Test
    void anotherRoleHoldsAtOnce() {
        var member = server.newMember(owner, Role.DISPATCHER);
        assertThat(member.post("/api/v1/trucks", Map.of("truckNumber", "1")).status())
                .isEqualTo(403);
        var changed = change(member, Role.FLEET_MANAGER);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("role").asString()).isEqualTo("fleet-manager");
        assertThat(member.post("/api/v1/trucks", Map.of("truckNumber", "1")).status())
                .isEqualTo(201);
        assertThat(change(member, Role.DRIVER).status()).isEqualTo(200);
        assertThat(member.get("/api/v1/trucks").status()).isEqualTo(403);
        assertThat(owner.put(MEMBERS + "/" + id(member), Map.of("role", "emperor"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "AUDITOR"})
    void nobodyGivesARoleThatLetsDoMoreThanHisOwn(Role beyond) {
        var manager = server.newMember(owner, Role.FLEET_MANAGER);
        var technician = server.newMember(owner, Role.TECHNICIAN);
        var superior = server.newMember(owner, beyond);
        for (var answer : List.of(
                manager.put(MEMBERS + "/" + id(technician), Map.of("role", beyond.word())),
                manager.put(MEMBERS + "/" + id(manager), Map.of("role", beyond.word())),
                manager.post(MEMBERS, Map.of("email", "x@example.org", "role", beyond.word())),
                manager.put(MEMBERS + "/" + id(superior), Map.of("role", "driver")),
                manager.delete(MEMBERS + "/" + id(superior)),
                manager.post(MEMBERS + "/" + id(superior) + "/reactivate", ""),
                manager.delete(MEMBERS + "/" + id(superior) + "/sessions"))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.type()).isEqualTo("urn:watchtower:role-beyond-yours");
        }
        assertThat(superior.get("/api/v1/me").json().get("role").asString()).isEqualTo(beyond.word());
        assertThat(manager.put(MEMBERS + "/" + id(technician), Map.of("role", "dispatcher"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDeactivatedMemberIsOutAtOnceAndMayComeBack() throws Exception {
        var member = server.newMember(owner, Role.DISPATCHER);
        var name = member.get("/api/v1/me").json().at("/user/userName").asString();
        try (var watching = Watching.open(member, "{\"type\":\"watch\"}")) {
            await().until(() -> !watching.frames().isEmpty());
            assertThat(owner.delete(MEMBERS + "/" + id(member)).status()).isEqualTo(204);
            assertThat(member.get("/api/v1/me").status()).isEqualTo(401);
            assertThat(watching.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1008);
        }
        assertThatThrownBy(() -> server.anonymous().signIn(name, Server.PASSWORD))
                .hasMessageContaining("sign-in-failed");
        var listed = owner.get(MEMBERS)
                .json()
                .get("items")
                .valueStream()
                .filter(one -> !one.get("deactivatedAt").isNull());
        assertThat(listed).hasSize(1);

        var id = listedId(name);
        assertThat(owner.post(MEMBERS + "/" + id + "/reactivate", "").status()).isEqualTo(200);
        assertThat(server.anonymous()
                        .signIn(name, Server.PASSWORD)
                        .get("/api/v1/trucks")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anothersSessionsEnd() {
        var member = server.newMember(owner, Role.DISPATCHER);
        var other = server.anonymous()
                .signIn(member.get("/api/v1/me").json().at("/user/userName").asString(), Server.PASSWORD);
        assertThat(owner.delete(MEMBERS + "/" + id(member) + "/sessions").status())
                .isEqualTo(204);
        assertThat(member.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(other.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void membersOfOthersAreNotThere() {
        var theirs = id(server.newOrganization());
        assertThat(change(theirs, Role.DRIVER).status()).isEqualTo(404);
        assertThat(owner.delete(MEMBERS + "/" + theirs).status()).isEqualTo(404);
        assertThat(owner.post(MEMBERS + "/" + theirs + "/reactivate", "").status())
                .isEqualTo(404);
        assertThat(owner.delete(MEMBERS + "/" + theirs + "/sessions").status()).isEqualTo(404);
    }

    @Test
    void theLastOwnerStays() {
        for (var answer : List.of(change(owner, Role.AUDITOR), owner.delete(MEMBERS + "/" + id(owner)))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.type()).isEqualTo("urn:watchtower:last-owner");
        }
        assertThat(owner.get("/api/v1/me").json().get("role").asString()).isEqualTo("owner");

        var second = server.newMember(owner, Role.OWNER);
        assertThat(change(owner, Role.AUDITOR).status()).isEqualTo(200);
        assertThat(second.delete(MEMBERS + "/" + id(second)).status()).isEqualTo(409);
    }

    @Test
    void ofTwoOwnersWhoDemoteEachOtherAtOnceOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            var one = server.newOrganization();
            var other = server.newMember(one, Role.OWNER);
            var ids = List.of(id(one), id(other));
            var start = new CyclicBarrier(2);
            var first = CompletableFuture.supplyAsync(() -> demote(start, one, ids.get(1)));
            var second = CompletableFuture.supplyAsync(() -> demote(start, other, ids.get(0)));
            assertThat(List.of(first.get(), second.get())).containsAnyOf(409, 403);
            assertThat(owners(ids)).isEqualTo(1);
        }
    }

    @Test
    void theDatabaseItselfKeepsTheLastOfTwoWhoLeaveInTransactionsSideBySide() throws Exception {
        var other = server.newMember(owner, Role.OWNER);
        var ids = List.of(id(owner), id(other));
        try (var one = server.connection();
                var two = server.connection()) {
            one.setAutoCommit(false);
            one.createStatement()
                    .executeUpdate("update dev.memberships set role = 'DRIVER' where user_id = '" + ids.get(0) + "'");
            var second = CompletableFuture.supplyAsync(() -> {
                try {
                    return two.createStatement()
                            .executeUpdate("update dev.memberships set deactivated_at = now() where user_id = '"
                                    + ids.get(1) + "'");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> waits(two) || second.isDone());
            assertThat(second).isNotDone();
            one.commit();
            assertThatThrownBy(second::get).hasStackTraceContaining("the last owner stays");
        }
        assertThat(owners(ids)).isEqualTo(1);
    }

    private boolean waits(Connection connection) throws SQLException {
        var pid = connection.unwrap(PGConnection.class).getBackendPID();
        return server.database()
                .sql("select exists (select from pg_locks where pid = ? and not granted)")
                .param(pid)
                .query(Boolean.class)
                .single();
    }

    private static int demote(CyclicBarrier start, Client client, UUID whom) {
        try {
            start.await();
            return client.put(MEMBERS + "/" + whom, Map.of("role", "driver")).status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int owners(List<UUID> ids) {
        return server.database()
                .sql("select count(*) from memberships where user_id in (:ids) and role = 'OWNER'"
                        + " and deactivated_at is null")
                .param("ids", ids)
                .query(Integer.class)
                .single();
    }

    private Client.Answer change(Client member, Role role) {
        return change(id(member), role);
    }

    private Client.Answer change(UUID member, Role role) {
        return owner.put(MEMBERS + "/" + member, Map.of("role", role.word()));
    }

    private String listedId(String userName) {
        return server.database()
                .sql("select id from users where user_name = ?")
                .param(userName)
                .query(UUID.class)
                .single()
                .toString();
    }

    private static UUID id(Client client) {
        return UUID.fromString(client.get("/api/v1/me").json().at("/user/id").asString());
    }
}
