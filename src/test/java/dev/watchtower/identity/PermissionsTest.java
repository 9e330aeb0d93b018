package dev.watchtower.identity;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.ApiDocument;
import dev.watchtower.testing.ApiDocument.Operation;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class PermissionsTest {
    /** Signing in and out, one's own profile, and what is public: none of these asks for a permission. */
    private static final Set<String> FREE = Set.of(
            "post /api/v1/auth/token",
            "post /api/v1/auth/switch-organization",
            "post /api/v1/auth/logout",
            "post /api/v1/auth/forgot-password",
            "post /api/v1/auth/reset-password",
            "get /api/v1/me",
            "put /api/v1/me",
            "put /api/v1/me/password",
            "get /api/v1/me/sessions",
            "delete /api/v1/me/sessions",
            "delete /api/v1/me/sessions/{id}",
            "post /api/v1/invitations/offer",
            "post /api/v1/invitations/accept",
            "get /api/v1/shared/{token}");

    @Autowired
    Server server;

    @ParameterizedTest
    @EnumSource(names = {"DRIVER", "CLIENT"})
    void whoHasNoPermissionIsRefusedEveryOperationButHisOwnProfile(Role role) {
        var nobody = server.newMember(server.newOrganization(), role);
        var let = asking().stream()
                .map(operation -> new Tried(operation, operation.send(nobody)))
                .filter(tried -> !tried.isRefused())
                .toList();
        assertThat(let).isEmpty();
        assertThat(nobody.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void theSameRequestsAreNotRefusedToAnOwnerWhoIsThePlatformsAdministrator() {
        var owner = server.newOrganization();
        server.database()
                .sql("update users set platform_administrator = true where user_name = ?")
                .param(owner.get("/api/v1/me").json().at("/user/userName").asString())
                .update();
        var operations = asking();
        assertThat(operations).hasSizeGreaterThan(40);
        await().untilAsserted(() -> assertThat(operations.stream()
                        .map(operation -> new Tried(operation, operation.send(owner)))
                        .filter(tried ->
                                tried.answer().status() == 403 || tried.answer().status() == 401)
                        .toList())
                .isEmpty());
    }

    @Test
    void anAuditorReadsAllAndChangesNothing() {
        var auditor = server.newMember(server.newOrganization(), Role.AUDITOR);
        var platform = Permission.OF_PLATFORM.stream().map(Permission::word).collect(Collectors.toSet());
        for (var operation : asking()) {
            var answer = operation.send(auditor);
            var mayRead = operation.method().equals("get")
                    && !(answer.status() == 403
                            && platform.contains(
                                    answer.json().path("permission").asString("")));
            // These two only read, but their question does not fit into an address.
            var asksByPost = operation.toString().equals("post /api/v1/trucks/batch-location")
                    || operation.toString().equals("post /api/v1/auth/ws-ticket");
            assertThat(answer.status() == 403).as(operation + " " + answer).isEqualTo(!mayRead && !asksByPost);
        }
    }

    @Test
    void theRefusalNamesWhatIsMissing() {
        var owner = server.newOrganization();
        var truck = owner.addTruck("875");
        var dispatcher = server.newMember(owner, Role.DISPATCHER);
        assertThat(dispatcher.get("/api/v1/trucks/" + truck).status()).isEqualTo(200);
        var answer = dispatcher.delete("/api/v1/trucks/" + truck);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.type()).isEqualTo("urn:watchtower:forbidden");
        assertThat(answer.json().get("detail").asString())
                .isEqualTo("You may not add, change or archive trucks here: that takes the permission trucks:write.");
        assertThat(answer.json().get("permission").asString()).isEqualTo("trucks:write");
        assertThat(dispatcher
                        .get("/api/v1/trucks/" + truck)
                        .json()
                        .get("archivedAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void anImportMakesTrucksOnlyForWhoMayAddThem() {
        var owner = server.newOrganization();
        var importer = server.newMember(owner, Role.FLEET_MANAGER);
        var file = "truck,recordedAt,latitude,longitude\nnew,2026-01-01T00:00:00Z,38,23\n".getBytes();
        var wish = Map.of("createTrucks", "true");
        assertThat(importer.upload("/api/v1/imports/preview", "x.csv", file, wish)
                        .status())
                .isEqualTo(200);
        var technician = server.newMember(owner, Role.TECHNICIAN);
        assertThat(technician
                        .upload("/api/v1/imports/positions", "x.csv", file, Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aFileIsNotWaitedForOfWhoMayNotImport() throws Exception {
        var driver = server.newMember(server.newOrganization(), Role.DRIVER);
        try (var socket = new Socket("localhost", server.port())) {
            var head = "POST /api/v1/imports/positions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + driver.token() + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: 1000000000\r\n\r\n--b\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(30_000);
            var first = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(first).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void anotherRoleHoldsWithinSecondsWhoeverChangedIt() {
        var owner = server.newOrganization();
        var member = server.newMember(owner, Role.TECHNICIAN);
        member.addTruck("875");
        assertThat(member.positions(position("875", Instant.now(), 38, 23.7)).status())
                .isEqualTo(403);
        becomes(member, "role = 'FLEET_MANAGER'");
        await().until(() ->
                member.positions(position("875", Instant.now(), 38, 23.7)).status() == 200);
        becomes(member, "deactivated_at = now()");
        await().until(() -> member.get("/api/v1/me").status() == 401);
        assertThat(member.get("/api/v1/trucks").type()).isEqualTo("urn:watchtower:session-ended");
    }

    /** As another process on the same database changes it. */
    private void becomes(Client member, String change) {
        server.database()
                .sql("update memberships set " + change + " where user_id = (select id from users where user_name = ?)")
                .param(member.get("/api/v1/me").json().at("/user/userName").asString())
                .update();
    }

    private List<Operation> asking() {
        return ApiDocument.operations(server).stream()
                .filter(operation -> !FREE.contains(operation.toString()))
                .toList();
    }

    private record Tried(Operation operation, Client.Answer answer) {
        boolean isRefused() {
            return answer.status() == 403 && answer.type().equals("urn:watchtower:forbidden");
        }

        @Override
        public String toString() {
            return operation + ": " + answer.status() + " " + answer.text();
        }
    }
}
