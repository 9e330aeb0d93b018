package dev.watchtower.security;

import static dev.watchtower.security.Example.empty;
import static dev.watchtower.security.Example.hidden;
import static dev.watchtower.security.Example.own;
import static dev.watchtower.security.Example.ownRows;
import static dev.watchtower.security.Example.secret;
import static dev.watchtower.security.Example.told;
import static dev.watchtower.security.Tenant.newName;
import static dev.watchtower.security.Tenant.organizationNamed;
import static dev.watchtower.security.Tenant.userName;
import static dev.watchtower.testing.Positions.position;
import static org.awaitility.Awaitility.await;

import dev.watchtower.identity.Role;
import dev.watchtower.security.Example.Asked;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.Watching;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The table: every operation of the API document, and the doors beside it. An operation that stands here twice can be
 * given ids in two places.
 */
final class Examples {
    private static final String PASSWORD = "quite another horse battery";
    private static final String TRUCKS = "/api/v1/trucks/";

    private final Server server;

    Examples(Server server) {
        this.server = server;
    }

    List<Example> all() {
        return List.of(
                // One's own account
                own("post /api/v1/auth/token", t -> this::signIn),
                own(
                        "post /api/v1/auth/forgot-password",
                        t -> client -> server.anonymous()
                                .post("/api/v1/auth/forgot-password", Map.of("username", userName(client)))),
                secret("post /api/v1/auth/reset-password", t -> {
                            var link = t.newPasswordLink();
                            return new Asked(c -> reset(Tenant.token(link)), c -> reset(t.newMember()));
                        })
                        .refusedWith(422),
                own("post /api/v1/auth/logout", t -> client -> colleague(client).post("/api/v1/auth/logout", "")),
                own("post /api/v1/auth/ws-ticket", t -> client -> client.post("/api/v1/auth/ws-ticket", "")),
                secret("post /api/v1/auth/switch-organization", t -> {
                    var traveller = t.newTraveller();
                    return new Asked(
                            c -> switchTo(traveller.getKey(), traveller.getValue()),
                            c -> switchTo(colleague(c), t.organization()));
                }),
                ownRows("get /api/v1/me", t -> client -> client.get("/api/v1/me")),
                own("put /api/v1/me", t -> client -> colleague(client).put("/api/v1/me", Map.of("name", "Another"))),
                own(
                        "put /api/v1/me/password",
                        t -> client -> colleague(client)
                                .put(
                                        "/api/v1/me/password",
                                        Map.of("currentPassword", Server.PASSWORD, "newPassword", PASSWORD))),
                ownRows("get /api/v1/me/sessions", t -> client -> client.get("/api/v1/me/sessions")),
                own(
                        "delete /api/v1/me/sessions",
                        t -> client -> colleague(client).delete("/api/v1/me/sessions")),
                hidden("delete /api/v1/me/sessions/{id}", t -> delete("/api/v1/me/sessions/" + t.newSession())),

                // Organizations
                ownRows("get /api/v1/organizations", t -> get("/api/v1/organizations?sort=-createdAt"))
                        .refusedWith(403),
                own("post /api/v1/organizations", t -> {
                            var administrator = t.newAdministrator();
                            return c -> (c == t.owner() ? administrator : c)
                                    .post("/api/v1/organizations", organizationNamed("New"));
                        })
                        .refusedWith(403),
                hidden("get /api/v1/organizations/{id}", t -> get("/api/v1/organizations/" + t.organization())),
                hidden(
                        "put /api/v1/organizations/{id}",
                        t -> put("/api/v1/organizations/" + t.organization(), t.self())),
                told(
                        "get /api/v1/settings/motion",
                        json -> json.get("offlineSeconds").asInt() == Tenant.OFFLINE_SECONDS,
                        json -> json.get("offlineSeconds").asInt() != Tenant.OFFLINE_SECONDS,
                        t -> get("/api/v1/settings/motion")),
                own(
                        "put /api/v1/settings/motion",
                        t -> client -> client.put(
                                "/api/v1/settings/motion",
                                Tenant.motionSettings(client == t.owner() ? Tenant.OFFLINE_SECONDS : 999))),
                own("get /api/v1/map", t -> get("/api/v1/map")),

                // Members, keys, the audit log
                ownRows("get /api/v1/members", t -> get("/api/v1/members")),
                own(
                        "post /api/v1/members",
                        t -> post(
                                "/api/v1/members", Map.of("email", newName() + "@example.org", "role", "dispatcher"))),
                hidden("put /api/v1/members/{id}", t -> put(member(t), Map.of("role", "technician"))),
                hidden("delete /api/v1/members/{id}", t -> delete(member(t))),
                hidden("post /api/v1/members/{id}/reactivate", t -> post(member(t) + "/reactivate", "")),
                hidden("delete /api/v1/members/{id}/sessions", t -> delete(member(t) + "/sessions")),
                hidden("post /api/v1/members/{id}/password-reset", t -> post(member(t) + "/password-reset", "")),
                ownRows("get /api/v1/invitations", t -> {
                    t.newInvitation();
                    return get("/api/v1/invitations");
                }),
                hidden("delete /api/v1/invitations/{id}", t -> delete("/api/v1/invitations/" + id(t.newInvitation()))),
                secret("post /api/v1/invitations/offer", t -> {
                    var invitation = t.newInvitation();
                    return new Asked(c -> offer(Tenant.token(invitation)), c -> offer(id(invitation)));
                }),
                secret("post /api/v1/invitations/accept", t -> {
                    var invitation = t.newInvitation();
                    return new Asked(c -> accept(Tenant.token(invitation)), c -> accept(id(invitation)));
                }),
                ownRows("get /api/v1/api-keys", t -> {
                    t.newKey();
                    return get("/api/v1/api-keys");
                }),
                own(
                        "post /api/v1/api-keys",
                        t -> post("/api/v1/api-keys", Map.of("name", "Key", "scopes", List.of("trucks:read")))),
                hidden(
                        "post /api/v1/api-keys/{id}/rotate",
                        t -> post("/api/v1/api-keys/" + t.newKey() + "/rotate", "{}")),
                hidden("delete /api/v1/api-keys/{id}", t -> delete("/api/v1/api-keys/" + t.newKey())),
                ownRows("get /api/v1/audit-log", t -> get("/api/v1/audit-log")),
                empty("get /api/v1/audit-log", "/items", t -> get("/api/v1/audit-log?subject=" + t.truck())),
                empty("get /api/v1/audit-log", "/items", t -> get("/api/v1/audit-log?actor=" + t.user())),
                ownRows("get /api/v1/audit-log.csv", t -> get("/api/v1/audit-log.csv?subject=" + t.truck())),

                // Trucks
                ownRows("get /api/v1/trucks", t -> get("/api/v1/trucks")),
                empty("get /api/v1/trucks", "/items", t -> get("/api/v1/trucks?q=" + t.number())),
                own("post /api/v1/trucks", t -> {
                    var taken = newName();
                    t.truck(taken);
                    return c -> c.post("/api/v1/trucks", Map.of("truckNumber", c == t.owner() ? newName() : taken));
                }),
                hidden("get /api/v1/trucks/{id}", t -> get(TRUCKS + t.truck())),
                hidden("put /api/v1/trucks/{id}", t -> put(TRUCKS + t.newTruck(), Map.of("truckNumber", newName()))),
                hidden("delete /api/v1/trucks/{id}", t -> delete(TRUCKS + t.newTruck())),
                hidden("post /api/v1/trucks/{id}/restore", t -> post(TRUCKS + t.archivedTruck() + "/restore", "")),

                // Positions and what follows from them
                told(
                        "post /api/v1/positions",
                        json -> json.get("rejected").isEmpty(),
                        json -> json.get("rejected").size() == 1,
                        t -> client -> client.positions(position(t.number(), Instant.now(), 38, 23.7))),
                hidden("get /api/v1/trucks/{id}/location", t -> get(TRUCKS + t.truck() + "/location")),
                told(
                        "post /api/v1/trucks/batch-location",
                        json -> json.get("items").size() == 1,
                        json -> json.get("items").isEmpty()
                                && json.get("missing").size() == 1,
                        t -> post(TRUCKS + "batch-location", List.of(t.truck()))),
                hidden("get /api/v1/trucks/{id}/track", t -> get(TRUCKS + t.truck() + "/track" + t.span())),
                hidden("get /api/v1/trucks/{id}/status", t -> get(TRUCKS + t.truck() + "/status")),
                told(
                        "get /api/v1/trucks/status-counts",
                        json -> json.get("moving").asInt()
                                        + json.get("stopped").asInt()
                                        + json.get("offline").asInt()
                                > 0,
                        json -> json.get("moving").asInt()
                                        + json.get("stopped").asInt()
                                        + json.get("offline").asInt()
                                == 0,
                        t -> get(TRUCKS + "status-counts")),
                hidden("get /api/v1/trucks/{id}/stops", t -> get(TRUCKS + t.truck() + "/stops" + t.span())),
                hidden("get /api/v1/trucks/{id}/gaps", t -> get(TRUCKS + t.truck() + "/gaps" + t.span())),
                hidden("get /api/v1/trucks/{id}/timeline", t -> get(TRUCKS + t.truck() + "/timeline" + t.span())),
                hidden("get /api/v1/trucks/{id}/days", t -> get(TRUCKS + t.truck() + "/days" + t.days())),
                empty("get /api/v1/playback", "/paths", t -> get("/api/v1/playback" + t.span())),
                hidden("get /api/v1/playback", t -> get("/api/v1/playback" + t.span() + "&truckId=" + t.truck())),
                empty("get /api/v1/playback/events", "/items", t -> get("/api/v1/playback/events" + t.span())),
                hidden(
                        "get /api/v1/playback/events",
                        t -> get("/api/v1/playback/events" + t.span() + "&truckId=" + t.truck())),
                own("get /api/v1/roads/tiles/{z}/{x}/{y}", t -> get(Tenant.TILE))
                        .refusedWith(204),
                told(
                        "socket /ws/trucks",
                        json -> json.get("trucks").size() == 1,
                        json -> json.get("trucks").isEmpty(),
                        t -> client -> watch(client, "{\"type\": \"watch\", \"trucks\": [\"" + t.truck() + "\"]}")),

                // Links
                hidden("post /api/v1/trucks/{id}/shares", t -> client -> Tenant.share(client, t.newTruck(), "Note")),
                hidden("get /api/v1/trucks/{id}/shares", t -> {
                    t.newShare();
                    return get(TRUCKS + t.truck() + "/shares");
                }),
                hidden("delete /api/v1/shares/{id}", t -> delete("/api/v1/shares/" + id(t.newShare()))),
                secret("get /api/v1/shared/{token}", t -> {
                    var share = t.newShare();
                    var path = share.get("path").asString();
                    return new Asked(
                            get("/api/v1/shared/" + path.substring(path.lastIndexOf('/') + 1)),
                            get("/api/v1/shared/" + id(share)));
                }),

                // Phones
                hidden("get /api/v1/trucks/{id}/phones", t -> {
                    var phone = t.newPhone();
                    return get(phone.substring(0, phone.lastIndexOf('/')));
                }),
                hidden("post /api/v1/trucks/{id}/phone-setup", t -> post(TRUCKS + t.newTruck() + "/phone-setup", "")),
                hidden("delete /api/v1/trucks/{id}/phones/{deviceId}", t -> delete(t.newPhone())),
                ownRows("get /api/v1/devices/unknown", t -> {
                    t.newUnknownDevice();
                    return get("/api/v1/devices/unknown");
                }),
                hidden(
                        "post /api/v1/devices/unknown/{id}/truck",
                        t -> post(
                                "/api/v1/devices/unknown/" + t.newUnknownDevice() + "/truck",
                                Map.of("truckNumber", newName()))),
                hidden("post /api/v1/devices/unknown/{id}/truck", t -> {
                    var body = Map.of("truckId", t.newTruck());
                    return c -> c.post("/api/v1/devices/unknown/" + Tenant.unknownDevice(c, "") + "/truck", body);
                }),
                hidden(
                        "delete /api/v1/devices/unknown/{id}",
                        t -> delete("/api/v1/devices/unknown/" + t.newUnknownDevice())),
                hidden("door /osmand/{token}", t -> {
                    var device = t.newDevice();
                    return client -> Tenant.report(client, device);
                }),
                ownRows("get /api/v1/intake-tokens", t -> {
                    t.newIntakeToken();
                    return get("/api/v1/intake-tokens");
                }),
                own("post /api/v1/intake-tokens", t -> post("/api/v1/intake-tokens", Map.of("name", "Yard"))),
                hidden(
                        "delete /api/v1/intake-tokens/{id}",
                        t -> delete("/api/v1/intake-tokens/" + id(t.newIntakeToken()))),

                // Files
                told(
                        "post /api/v1/imports/positions",
                        json -> json.get("rejected").asInt() == 0,
                        json -> json.get("rejected").asInt() == 1,
                        t -> client -> importOf(client, t)),
                told(
                        "post /api/v1/imports/preview",
                        json -> json.get("linesRefused").asInt() == 0,
                        json -> json.get("linesRefused").asInt() == 1,
                        t -> client -> client.upload("/api/v1/imports/preview", "x.csv", file(t), Map.of())),
                ownRows("get /api/v1/imports", t -> get("/api/v1/imports")),
                hidden("get /api/v1/imports/{id}", t -> get("/api/v1/imports/" + t.imported())),
                hidden("delete /api/v1/imports/{id}", t -> delete("/api/v1/imports/" + t.runningImport())),
                hidden("get /api/v1/imports/{id}/refusals", t -> get("/api/v1/imports/" + t.imported() + "/refusals")),
                hidden(
                        "get /api/v1/imports/{id}/refusals.csv",
                        t -> get("/api/v1/imports/" + t.imported() + "/refusals.csv")),

                // The sample fleet
                told(
                        "get /api/v1/sample",
                        json -> json.get("state").asString().equals("driving"),
                        json -> json.get("state").asString().equals("none"),
                        t -> {
                            t.sampleFleet();
                            return get("/api/v1/sample");
                        }),
                hidden("delete /api/v1/sample", t -> {
                    t.sampleFleet();
                    return delete("/api/v1/sample");
                }));
    }

    private static Example.Ask get(String path) {
        return client -> client.get(path);
    }

    private static Example.Ask delete(String path) {
        return client -> client.delete(path);
    }

    private static Example.Ask post(String path, Object body) {
        return client -> client.post(path, body);
    }

    private static Example.Ask put(String path, Object body) {
        return client -> client.put(path, body);
    }

    private Client colleague(Client client) {
        return server.newMember(client, Role.DISPATCHER);
    }

    private Answer signIn(Client client) {
        return server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", userName(client), "password", Server.PASSWORD));
    }

    private Answer reset(String token) {
        return server.anonymous().post("/api/v1/auth/reset-password", Map.of("token", token, "newPassword", PASSWORD));
    }

    private static Answer switchTo(Client client, String organization) {
        return client.post("/api/v1/auth/switch-organization", Map.of("organizationId", organization));
    }

    private static String member(Tenant tenant) {
        return "/api/v1/members/" + tenant.newMember();
    }

    private Answer offer(String token) {
        return server.anonymous().post("/api/v1/invitations/offer", Map.of("token", token));
    }

    private Answer accept(String token) {
        return server.anonymous()
                .post("/api/v1/invitations/accept", Map.of("token", token, "name", "New Person", "password", PASSWORD));
    }

    private static String id(JsonNode made) {
        return made.get("id").asString();
    }

    /** The first frame, as if it were an answer. */
    private static Answer watch(Client client, String message) {
        try (var watching = Watching.open(client, message)) {
            await().until(() -> !watching.frames().isEmpty());
            return new Answer(
                    200,
                    HttpHeaders.of(Map.of(), (name, value) -> true),
                    watching.frames().getFirst().toString());
        }
    }

    private static byte[] file(Tenant tenant) {
        return ("truck,recordedAt,latitude,longitude\n" + tenant.number() + ",2026-01-01T00:00:00Z,38,23\n").getBytes();
    }

    /** What has become of it. */
    private static Answer importOf(Client client, Tenant tenant) {
        var path = "/api/v1/imports/"
                + client.upload("/api/v1/imports/positions", "x.csv", file(tenant), Map.of())
                        .id();
        await().until(() -> client.get(path).json().get("status").asString().equals("DONE"));
        return client.get(path);
    }
}
