package dev.watchtower.identity.audit;

import static dev.watchtower.testing.Positions.position;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.ApiDocument;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever changes something, or takes something out, is in the audit log: one row a request. */
@ServerTest
class AuditedOperationsTest {
    private static final String NEW_PASSWORD = "quite another horse battery";
    private static final byte[] FILE = "truck,recordedAt,latitude,longitude\n1,2026-01-01T00:00:00Z,38,23\n".getBytes();

    /** Does it once, as an owner of a new organization. */
    private interface Try {
        Client.Answer by(Client owner);
    }

    /** @param action null: none is to be noted, for the reason that stands beside it */
    private record Example(String action, Try once) {}

    @Autowired
    Server server;

    private final Map<String, Example> examples = new HashMap<>(Map.ofEntries(
            entry("post /api/v1/auth/token", noted("session.open", this::signIn)),
            entry("post /api/v1/auth/logout", noted("session.end", owner -> owner.post("/api/v1/auth/logout", ""))),
            entry(
                    "post /api/v1/auth/ws-ticket", // lets look on who is signed in, which is noted
                    notNoted(owner -> owner.post("/api/v1/auth/ws-ticket", ""))),
            entry(
                    "post /api/v1/auth/forgot-password", // the answer is the same for nobody's name; the new password
                    // is noted
                    notNoted(owner -> server.anonymous()
                            .post("/api/v1/auth/forgot-password", Map.of("username", userName(owner))))),
            entry("post /api/v1/auth/reset-password", noted("password.reset", owner -> {
                var link = passwordLink(owner).json().get("path").asString();
                return server.anonymous()
                        .post(
                                "/api/v1/auth/reset-password",
                                Map.of("token", link.substring(link.indexOf('#') + 1), "newPassword", NEW_PASSWORD));
            })),
            entry("post /api/v1/members", noted("invitation.create", AuditedOperationsTest::invite)),
            entry(
                    "delete /api/v1/invitations/{id}",
                    noted(
                            "invitation.revoke",
                            owner -> owner.delete(
                                    "/api/v1/invitations/" + invite(owner).id()))),
            entry(
                    "post /api/v1/invitations/offer", // only looks
                    notNoted(owner -> server.anonymous()
                            .post("/api/v1/invitations/offer", Map.of("token", invitationToken(owner))))),
            entry(
                    "post /api/v1/invitations/accept",
                    noted(
                            "invitation.accept",
                            owner -> server.anonymous()
                                    .post(
                                            "/api/v1/invitations/accept",
                                            Map.of(
                                                    "token",
                                                    invitationToken(owner),
                                                    "name",
                                                    "New Person",
                                                    "password",
                                                    NEW_PASSWORD)))),
            entry(
                    "put /api/v1/members/{id}",
                    noted(
                            "member.change-role",
                            owner -> owner.put("/api/v1/members/" + member(owner), Map.of("role", "auditor")))),
            entry(
                    "delete /api/v1/members/{id}",
                    noted("member.deactivate", owner -> owner.delete("/api/v1/members/" + member(owner)))),
            entry("post /api/v1/members/{id}/reactivate", noted("member.reactivate", owner -> {
                var member = member(owner);
                owner.delete("/api/v1/members/" + member);
                return owner.post("/api/v1/members/" + member + "/reactivate", "");
            })),
            entry(
                    "delete /api/v1/members/{id}/sessions",
                    noted(
                            "member.end-sessions",
                            owner -> owner.delete("/api/v1/members/" + member(owner) + "/sessions"))),
            entry("post /api/v1/members/{id}/password-reset", noted("member.password-link", this::passwordLink)),
            entry(
                    "put /api/v1/me/password",
                    noted(
                            "password.change",
                            owner -> owner.put(
                                    "/api/v1/me/password",
                                    Map.of("currentPassword", Server.PASSWORD, "newPassword", NEW_PASSWORD)))),
            entry(
                    "put /api/v1/me",
                    noted("user.update", owner -> owner.put("/api/v1/me", Map.of("name", "Another name")))),
            entry(
                    "delete /api/v1/me/sessions",
                    noted("session.end-others", owner -> owner.delete("/api/v1/me/sessions"))),
            entry("delete /api/v1/me/sessions/{id}", noted("session.end", owner -> {
                signIn(owner);
                var sessions = owner.get("/api/v1/me/sessions").json().get("items");
                return owner.delete("/api/v1/me/sessions/"
                        + sessions.valueStream()
                                .filter(session -> !session.get("current").asBoolean())
                                .findFirst()
                                .orElseThrow()
                                .get("id")
                                .asString());
            })),
            entry("post /api/v1/auth/switch-organization", noted("session.open", owner -> {
                var user = owner.get("/api/v1/me").json().at("/user/id").asString();
                var other = organization(server.newOrganization());
                server.database()
                        .sql("insert into memberships (organization_id, user_id, role) values (?, ?::uuid, 'AUDITOR')")
                        .params(other, user)
                        .update();
                return owner.post("/api/v1/auth/switch-organization", Map.of("organizationId", other));
            })),
            entry(
                    "post /api/v1/organizations",
                    noted(
                            "organization.create",
                            owner -> server.admin().post("/api/v1/organizations", newOrganization()))),
            entry(
                    "put /api/v1/organizations/{id}",
                    noted(
                            "organization.update",
                            owner -> owner.put("/api/v1/organizations/" + organization(owner), newOrganization()))),
            entry("post /api/v1/trucks", noted("truck.create", owner -> owner.post("/api/v1/trucks", truck("1")))),
            entry(
                    "put /api/v1/trucks/{id}",
                    noted("truck.update", owner -> owner.put("/api/v1/trucks/" + owner.addTruck("1"), truck("2")))),
            entry(
                    "delete /api/v1/trucks/{id}",
                    noted("truck.archive", owner -> owner.delete("/api/v1/trucks/" + owner.addTruck("1")))),
            entry("post /api/v1/trucks/{id}/restore", noted("truck.restore", owner -> {
                var truck = owner.addTruck("1");
                owner.delete("/api/v1/trucks/" + truck);
                return owner.post("/api/v1/trucks/" + truck + "/restore", "");
            })),
            entry(
                    "post /api/v1/trucks/batch-location", // only reads: its question does not fit into an address
                    notNoted(owner -> owner.post("/api/v1/trucks/batch-location", List.of(owner.addTruck("1"))))),
            entry(
                    "post /api/v1/positions", // each is kept for itself, with its source; there are far too many
                    notNoted(owner -> {
                        owner.addTruck("1");
                        return owner.positions(position("1", Instant.now(), 38, 23.7));
                    })),
            entry(
                    "post /api/v1/imports/preview", // keeps nothing
                    notNoted(owner -> owner.upload("/api/v1/imports/preview", "x.csv", FILE, Map.of()))),
            entry("post /api/v1/imports/positions", noted("import.create", this::upload)),
            entry("delete /api/v1/imports/{id}", noted("import.cancel", owner -> {
                var large = new StringBuilder("truck,recordedAt,latitude,longitude\n");
                for (int i = 0; i < 300_000; i++) {
                    large.append("1,2026-01-01T00:00:00Z,38,23\n");
                }
                var added = owner.upload(
                        "/api/v1/imports/positions", "x.csv", large.toString().getBytes(), Map.of());
                return owner.delete("/api/v1/imports/" + added.id());
            })),
            entry(
                    "get /api/v1/imports/{id}/refusals.csv",
                    noted(
                            "import.export-refusals",
                            owner ->
                                    owner.get("/api/v1/imports/" + upload(owner).id() + "/refusals.csv"))),
            entry(
                    "post /api/v1/trucks/{id}/phone-setup",
                    noted(
                            "phone.set-up",
                            owner -> owner.post("/api/v1/trucks/" + owner.addTruck("1") + "/phone-setup", ""))),
            entry("delete /api/v1/trucks/{id}/phones/{deviceId}", noted("phone.take-away", owner -> {
                var truck = owner.addTruck("1");
                var device = owner.post("/api/v1/trucks/" + truck + "/phone-setup", "")
                        .json()
                        .get("deviceId")
                        .asString();
                return owner.delete("/api/v1/trucks/" + truck + "/phones/" + device);
            })),
            entry(
                    "post /api/v1/devices/unknown/{id}/truck",
                    noted(
                            "unknown-device.assign",
                            owner -> owner.post(
                                    "/api/v1/devices/unknown/" + unknownDevice(owner) + "/truck", truck("1")))),
            entry(
                    "delete /api/v1/devices/unknown/{id}",
                    noted(
                            "unknown-device.forget",
                            owner -> owner.delete("/api/v1/devices/unknown/" + unknownDevice(owner)))),
            entry("post /api/v1/intake-tokens", noted("intake-token.create", AuditedOperationsTest::intakeToken)),
            entry(
                    "delete /api/v1/intake-tokens/{id}",
                    noted(
                            "intake-token.revoke",
                            owner -> owner.delete("/api/v1/intake-tokens/"
                                    + intakeToken(owner).id()))),
            entry("put /api/v1/settings/motion", noted("settings.change-motion", owner -> {
                var settings = owner.get("/api/v1/settings/motion").text();
                return owner.put(
                        "/api/v1/settings/motion",
                        settings.replaceAll("\"offlineSeconds\":\\d+", "\"offlineSeconds\":1200"));
            })),
            entry("post /api/v1/trucks/{id}/shares", noted("share.create", AuditedOperationsTest::share)),
            entry(
                    "delete /api/v1/shares/{id}",
                    noted(
                            "share.revoke",
                            owner -> owner.delete(
                                    "/api/v1/shares/" + share(owner).id()))),
            entry("delete /api/v1/sample", noted("sample-fleet.remove", this::removeSample)),
            entry("post /api/v1/api-keys", noted("api-key.create", AuditedOperationsTest::apiKey)),
            entry(
                    "post /api/v1/api-keys/{id}/rotate",
                    noted(
                            "api-key.rotate",
                            owner -> owner.post("/api/v1/api-keys/" + keyId(owner) + "/rotate", Map.of()))),
            entry(
                    "delete /api/v1/api-keys/{id}",
                    noted("api-key.revoke", owner -> owner.delete("/api/v1/api-keys/" + keyId(owner)))),
            entry(
                    "get /api/v1/audit-log.csv",
                    noted("audit-log.export", owner -> owner.get("/api/v1/audit-log.csv")))));

    @Test
    void everyOperationThatChangesSomethingOrTakesItOutHasAnExample() {
        assertThat(new TreeSet<>(examples.keySet())).containsExactlyElementsOf(changing());
    }

    @TestFactory
    Stream<DynamicTest> oneRowARequest() {
        return examples.entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> check(example.getValue())));
    }

    private void check(Example example) {
        var answer = example.once().by(server.newOrganization());
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        var id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        var actions = server.database()
                .sql("select action from audit_log where request_id = ?")
                .param(id)
                .query((row, n) -> row.getString(1))
                .list();
        assertThat(actions).isEqualTo(example.action() == null ? List.of() : List.of(example.action()));
        assertThat(server.database()
                        .sql("select coalesce(string_agg(l::text, ' '), '') from audit_log l where request_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .doesNotContain(secrets(answer));
    }

    /** What an answer tells this once. */
    private static CharSequence[] secrets(Client.Answer answer) {
        var secrets = new ArrayList<String>(List.of(Server.PASSWORD));
        if (answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            for (var name : List.of("access_token", "refresh_token", "token", "secret", "key", "path", "ticket")) {
                answer.json().findValues(name).stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .filter(value -> value.length() > 30)
                        .forEach(secrets::add);
            }
        }
        return secrets.toArray(CharSequence[]::new);
    }

    private TreeSet<String> changing() {
        var changing = new TreeSet<String>();
        for (var operation : ApiDocument.operations(server)) {
            if (!operation.method().equals("get") || operation.path().endsWith(".csv")) {
                changing.add(operation.toString());
            }
        }
        return changing;
    }

    private static Example noted(String action, Try once) {
        return new Example(action, once);
    }

    private static Example notNoted(Try once) {
        return new Example(null, once);
    }

    private Client.Answer signIn(Client owner) {
        return server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", userName(owner), "password", Server.PASSWORD));
    }

    private static String userName(Client owner) {
        return owner.get("/api/v1/me").json().at("/user/userName").asString();
    }

    private Client.Answer passwordLink(Client owner) {
        return owner.post("/api/v1/members/" + member(owner) + "/password-reset", "");
    }

    /** The id of a new one. */
    private String member(Client owner) {
        return server.newMember(owner, Role.DISPATCHER)
                .get("/api/v1/me")
                .json()
                .at("/user/id")
                .asString();
    }

    private static Client.Answer invite(Client owner) {
        return owner.post("/api/v1/members", Map.of("email", UUID.randomUUID() + "@example.com", "role", "dispatcher"));
    }

    private static String invitationToken(Client owner) {
        var path = invite(owner).json().get("path").asString();
        return path.substring(path.indexOf('#') + 1);
    }

    private static Map<String, String> newOrganization() {
        return Map.of(
                "name", "Another",
                "type", "transporter",
                "timeZone", "Europe/Athens",
                "country", "GR",
                "units", "metric",
                "locale", "el-GR",
                "firstDayOfWeek", "monday");
    }

    private Client.Answer upload(Client owner) {
        return owner.upload("/api/v1/imports/positions", "x.csv", FILE, Map.of());
    }

    /** One without a truck, which stands still. */
    private Client.Answer removeSample(Client owner) {
        server.database()
                .sql(
                        "insert into sample_fleets (organization_id, state, seed, time_zone, truck_ids, since, fed_to, made_to)"
                                + " values (?, 'DRIVING', 7, 'Europe/Athens', '{}', now(), now(), now())")
                .param(organization(owner))
                .update();
        return owner.delete("/api/v1/sample");
    }

    private static UUID organization(Client owner) {
        return UUID.fromString(
                owner.get("/api/v1/me").json().at("/organization/id").asString());
    }

    private String unknownDevice(Client owner) {
        var path = intakeToken(owner).json().get("path").asString();
        server.anonymous().form(path, Map.of("id", "12345678", "lat", "38", "lon", "23"));
        return owner.get("/api/v1/devices/unknown").json().at("/items/0/id").asString();
    }

    private static Client.Answer intakeToken(Client owner) {
        return owner.post("/api/v1/intake-tokens", Map.of("name", "Yard"));
    }

    private static Client.Answer share(Client owner) {
        return owner.post(
                "/api/v1/trucks/" + owner.addTruck("1") + "/shares",
                Map.of("expiresAt", Instant.now().plus(Duration.ofDays(1)).toString()));
    }

    private static Client.Answer apiKey(Client owner) {
        return owner.post("/api/v1/api-keys", Map.of("name", "Telematics", "scopes", List.of("positions:write")));
    }

    private static String keyId(Client owner) {
        return apiKey(owner).json().at("/key/id").asString();
    }

    private static Map<String, String> truck(String number) {
        return Map.of("truckNumber", number);
    }
}
