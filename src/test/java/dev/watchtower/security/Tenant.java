package dev.watchtower.security;

import static dev.watchtower.testing.Positions.position;
import static org.awaitility.Awaitility.await;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An organization that has something of everything, and makes more of it when asked. */
final class Tenant {
    /** A tile that the truck drives through. */
    static final String TILE = "/api/v1/roads/tiles/10/577/394";

    static final int OFFLINE_SECONDS = 1_357;
    private static final double METERS_PER_DEGREE = 87_622; // of longitude, at 38 degrees north
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int LARGE = 300_000; // lines, which take a while to import

    private final Server server;
    private final Client owner;
    private final JsonNode me;
    /** In the names of all that it has, and in nothing that examples send. */
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    private final Instant from = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    private final String number = newName();
    private final UUID truck;
    private final UUID imported;

    /** Its owner is the platform's administrator, too, so that every operation is one of his. */
    Tenant(Server server) {
        this.server = server;
        this.owner = server.newOrganization();
        makeAdministrator(server, owner);
        me = owner.get("/api/v1/me").json();
        made(owner.put("/api/v1/organizations/" + organization(), self()));
        truck = truck(number);
        made(owner.post("/api/v1/positions", drive()));
        imported = imported(number + ",2026-01-01T00:00:00Z,38,23\n" + word + ",yesterday,38,23\n");
        await().atMost(LIMIT).until(() -> status(imported).equals("DONE"));
        made(owner.put("/api/v1/settings/motion", motionSettings(OFFLINE_SECONDS)));
        await().atMost(LIMIT).until(() -> owner.get(TILE).status() == 200);
        await().atMost(LIMIT)
                .until(() ->
                        !items("/api/v1/trucks/" + truck + "/gaps" + span()).isEmpty());
    }

    static void makeAdministrator(Server server, Client client) {
        server.database()
                .sql("update users set platform_administrator = true where user_name = ?")
                .param(userName(client))
                .update();
        await().until(() -> client.get("/api/v1/organizations").status() == 200);
    }

    static String userName(Client client) {
        return client.get("/api/v1/me").json().at("/user/userName").asString();
    }

    static String newName() {
        return "N" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** What tells in an answer that something of this organization is in it. */
    List<String> marks() {
        return List.of(word, organization(), user());
    }

    Client owner() {
        return owner;
    }

    String organization() {
        return me.at("/organization/id").asString();
    }

    String user() {
        return me.at("/user/id").asString();
    }

    /** A truck with a day on the road. */
    UUID truck() {
        return truck;
    }

    String number() {
        return number;
    }

    /** An import that is over, with a refused line. */
    UUID imported() {
        return imported;
    }

    String span() {
        return "?from=" + from + "&to=" + from.plus(Duration.ofHours(1));
    }

    String days() {
        var today = LocalDate.now(ZoneId.of("Europe/Athens"));
        return "?from=" + today.minusDays(1) + "&to=" + today;
    }

    // What is there after each of these, and only then

    /** As it is, to be sent again. */
    Map<String, String> self() {
        return organizationNamed("Org " + word);
    }

    UUID newTruck() {
        return truck(newName());
    }

    UUID archivedTruck() {
        var archived = newTruck();
        made(owner.delete("/api/v1/trucks/" + archived));
        return archived;
    }

    JsonNode newShare() {
        return made(share(owner, truck, word)).json();
    }

    static Answer share(Client client, UUID truck, String note) {
        var tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
        return client.post("/api/v1/trucks/" + truck + "/shares", Map.of("expiresAt", tomorrow, "note", note));
    }

    JsonNode newIntakeToken() {
        return made(owner.post("/api/v1/intake-tokens", Map.of("name", word))).json();
    }

    /** The address of a truck and of a phone of its. */
    String newPhone() {
        var address = "/api/v1/trucks/" + newTruck();
        var setup = made(owner.post(address + "/phone-setup", "")).json();
        return address + "/phones/" + setup.get("deviceId").asString();
    }

    String newUnknownDevice() {
        return unknownDevice(owner, word);
    }

    /** A device that reported to this client's organization, and is no truck's. */
    static String unknownDevice(Client client, String prefix) {
        var device = prefix + newName();
        report(client, device);
        return client.get("/api/v1/devices/unknown")
                .json()
                .get("items")
                .valueStream()
                .filter(each -> each.get("deviceId").asString().equals(device))
                .map(each -> each.get("id").asString())
                .findFirst()
                .orElseThrow();
    }

    /** Reports a position of the device to an address of this client's organization. */
    static Answer report(Client client, String device) {
        var made = made(client.post("/api/v1/intake-tokens", Map.of("name", "Report")));
        return Client.of(client.url())
                .form(made.json().get("path").asString(), Map.of("id", device, "lat", "38", "lon", "23"));
    }

    /** One of a truck. */
    String newDevice() {
        var device = newName();
        made(owner.post("/api/v1/trucks", Map.of("truckNumber", newName(), "deviceIds", List.of(device))));
        return device;
    }

    Client newColleague() {
        return server.newMember(owner, Role.DISPATCHER);
    }

    Client newAdministrator() {
        var administrator = server.newMember(owner, Role.OWNER);
        makeAdministrator(server, administrator);
        return administrator;
    }

    String newMember() {
        return newColleague().get("/api/v1/me").json().at("/user/id").asString();
    }

    /** Someone else who belongs to this organization and to one more: he, and that one. */
    Map.Entry<Client, String> newTraveller() {
        var traveller = newColleague();
        var user = traveller.get("/api/v1/me").json().at("/user/id").asString();
        var other = server.newOrganization().get("/api/v1/me").json().at("/organization/id");
        server.database()
                .sql("insert into memberships (organization_id, user_id, role) values (?::uuid, ?::uuid, 'AUDITOR')")
                .params(other.asString(), user)
                .update();
        return Map.entry(traveller, other.asString());
    }

    JsonNode newInvitation() {
        var invited = Map.of("email", word + newName() + "@example.org", "role", "dispatcher");
        return made(owner.post("/api/v1/members", invited)).json();
    }

    /** What follows the # in the path of a link. */
    static String token(JsonNode link) {
        var path = link.get("path").asString();
        return path.substring(path.indexOf('#') + 1);
    }

    JsonNode newPasswordLink() {
        return made(owner.post("/api/v1/members/" + newMember() + "/password-reset", ""))
                .json();
    }

    /** Another session of the owner. */
    String newSession() {
        server.anonymous().signIn(userName(owner), Server.PASSWORD);
        return items("/api/v1/me/sessions")
                .valueStream()
                .filter(session -> !session.get("current").asBoolean())
                .map(session -> session.get("id").asString())
                .findFirst()
                .orElseThrow();
    }

    String newKey() {
        var wish = Map.of("name", word, "scopes", List.of("trucks:read"));
        return made(owner.post("/api/v1/api-keys", wish)).json().at("/key/id").asString();
    }

    UUID runningImport() {
        return imported((number + ",2026-01-01T00:00:00Z,38,23\n").repeat(LARGE));
    }

    /** One without a truck, which stands still. */
    void sampleFleet() {
        await().until(() ->
                !owner.get("/api/v1/sample").json().get("state").asString().equals("removing"));
        server.database().sql("""
                        insert into sample_fleets
                            (organization_id, state, seed, time_zone, truck_ids, since, fed_to, made_to)
                        values (?::uuid, 'DRIVING', 7, 'Europe/Athens', '{}', now(), now(), now())
                        on conflict (organization_id) do update set state = 'DRIVING'""").param(organization()).update();
    }

    static Map<String, Object> motionSettings(int offlineSeconds) {
        var settings = Map.of(
                "stopRadiusMeters", 40,
                "stopSeconds", 120,
                "leaveRadiusMeters", 150,
                "silenceSeconds", 120,
                "silenceRadiusMeters", 150,
                "wildSpeedKph", 150,
                "wildDistanceMeters", 300);
        var all = new HashMap<String, Object>(settings);
        all.put("offlineSeconds", offlineSeconds);
        return all;
    }

    static Map<String, String> organizationNamed(String name) {
        return Map.of(
                "name", name,
                "type", "transporter",
                "timeZone", "Europe/Athens",
                "country", "GR",
                "units", "metric",
                "locale", "el-GR",
                "firstDayOfWeek", "monday");
    }

    /** One of its own that the {id} of this path can mean. */
    String idFor(String path) {
        var kind = path.replaceFirst("/\\{id}.*", "");
        return switch (kind.substring("/api/v1/".length())) {
            case "trucks" -> newTruck().toString();
            case "organizations" -> organization();
            case "members" -> newMember();
            case "invitations" -> newInvitation().get("id").asString();
            case "api-keys" -> newKey();
            case "devices/unknown" -> newUnknownDevice();
            case "shares" -> newShare().get("id").asString();
            case "intake-tokens" -> newIntakeToken().get("id").asString();
            case "imports" -> imported.toString();
            case "me/sessions" -> newSession();
            default -> throw new IllegalArgumentException("of what is the id in " + path + "?");
        };
    }

    UUID truck(String name) {
        return made(owner.post("/api/v1/trucks", Map.of("truckNumber", name, "company", word)))
                .id();
    }

    private UUID imported(String lines) {
        var file = "truck,recordedAt,latitude,longitude\n" + lines;
        return made(owner.upload("/api/v1/imports/positions", word + ".csv", file.getBytes(), Map.of()))
                .id();
    }

    private String status(UUID id) {
        return owner.get("/api/v1/imports/" + id).json().get("status").asString();
    }

    private JsonNode items(String path) {
        return owner.get(path).json().get("items");
    }

    /** Ten minutes at 60 km/h, ten of standing, ten of silence in which it gets 5 km on, ten at 60 km/h. */
    private List<Map<String, Object>> drive() {
        var fixes = new ArrayList<Map<String, Object>>();
        for (int second = 0; second < 2_400; second += 30) {
            if (second < 1_200 || second >= 1_800) {
                var minutes = second < 1_200 ? Math.min(second, 600) / 60.0 : 10 + 5 + (second - 1_800) / 60.0;
                fixes.add(position(number, from.plusSeconds(second), 38, 23 + minutes * 1_000 / METERS_PER_DEGREE));
            }
        }
        return fixes;
    }

    private static Answer made(Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }
}
