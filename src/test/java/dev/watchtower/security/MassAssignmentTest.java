package dev.watchtower.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.ApiDocument;
import dev.watchtower.testing.ApiDocument.In;
import dev.watchtower.testing.ApiDocument.Place;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Fields that a body is not asked for have no effect, whatever they are called. */
@ServerTest
class MassAssignmentTest {
    // What no honest row holds.
    private static final String ID = "abababab-abab-7bab-8bab-babababababa";
    private static final String TEXT = "smuggled-in";
    private static final String TIME = "1999-09-09T09:09:09Z";
    private static final int NUMBER = 987_654_321;

    @Autowired
    Server server;

    @Test
    void nothingThatOnlyAnswersOrTablesHoldIsTakenFromABody() {
        var attacker = new Tenant(server);
        var smuggled = smuggled();
        assertThat(smuggled).containsKeys("organizationId", "platformAdministrator", "createdAt", "sample", "role");
        var administrators = count("users where platform_administrator");
        var sample = count("trucks where sample");
        var accepted = new ArrayList<String>();
        for (var operation : ApiDocument.operations(server)) {
            var fields = operation.fields();
            if (fields.isEmpty()) {
                continue;
            }
            var given = new HashMap<Place, Object>();
            smuggled.forEach((name, value) -> {
                if (!fields.contains(name)) {
                    given.put(Place.of(In.BODY, name), value);
                }
            });
            if (fields.contains("truckNumber")) {
                given.put(Place.of(In.BODY, "truckNumber"), "T" + UUID.randomUUID());
            }
            if (fields.contains("truck")) {
                given.put(Place.of(In.BODY, "truck"), attacker.number());
            }
            if (operation.path().contains("{id}")) {
                given.put(Place.of(In.PATH, "id"), attacker.idFor(operation.path()));
            }
            var answer = operation.send(attacker.owner(), given);
            assertThat(answer.status()).as(operation + ": " + answer).isLessThan(500);
            assertThat(answer.text()).as(operation.toString()).doesNotContain(ID, TEXT, TIME, "" + NUMBER);
            if (Example.isWell(answer)) {
                accepted.add(operation.toString());
            }
        }
        assertThat(accepted)
                .contains(
                        "post /api/v1/trucks",
                        "put /api/v1/trucks/{id}",
                        "put /api/v1/me",
                        "post /api/v1/members",
                        "put /api/v1/members/{id}",
                        "post /api/v1/organizations",
                        "put /api/v1/organizations/{id}",
                        "post /api/v1/intake-tokens",
                        "put /api/v1/settings/motion");
        assertThat(rowsWithSmuggledValues()).isEmpty();
        assertThat(count("users where platform_administrator")).isEqualTo(administrators);
        assertThat(count("trucks where sample")).isEqualTo(sample);
    }

    @Test
    void nobodyMakesMoreOfHimselfInHisProfile() {
        var driver = server.newMember(server.newOrganization(), Role.DRIVER);
        var before = driver.get("/api/v1/me").json();
        var answer = driver.put(
                "/api/v1/me",
                Map.of(
                        "name",
                        "Another",
                        "role",
                        "owner",
                        "permissions",
                        List.of("trucks:write"),
                        "platformAdministrator",
                        true,
                        "platform_administrator",
                        true,
                        "email",
                        "root@example.org",
                        "id",
                        ID));
        assertThat(answer.status()).isEqualTo(200);
        var after = driver.get("/api/v1/me").json();
        assertThat(after.at("/user/name").asString()).isEqualTo("Another");
        for (var field : List.of("/user/id", "/user/email", "/role", "/permissions", "/organization")) {
            assertThat(after.at(field)).as(field).isEqualTo(before.at(field));
        }
    }

    @Test
    void whoIsInvitedAsADispatcherDoesNotJoinAsAnOwnerOrElsewhere() {
        var owner = server.newOrganization();
        var elsewhere = server.newOrganization();
        var email = Tenant.newName().toLowerCase() + "@example.org";
        var invitation = owner.post("/api/v1/members", Map.of("email", email, "role", "dispatcher"));
        var body = Map.of(
                "token",
                Tenant.token(invitation.json()),
                "name",
                "New Person",
                "password",
                Server.PASSWORD,
                "role",
                "owner",
                "email",
                "other@example.org",
                "organizationId",
                organization(elsewhere),
                "platformAdministrator",
                true);
        assertThat(server.anonymous().post("/api/v1/invitations/accept", body).status())
                .isEqualTo(200);
        var me = server.anonymous()
                .signIn(email, Server.PASSWORD)
                .get("/api/v1/me")
                .json();
        assertThat(me.get("role").asString()).isEqualTo("dispatcher");
        assertThat(me.get("organizations").size()).isEqualTo(1);
        assertThat(me.at("/organization/id").asString()).isEqualTo(organization(owner));
        assertThat(me.get("permissions").toString()).doesNotContain("organizations:");
    }

    /** Every field of every schema, and every column, with a value that would be seen again. */
    private Map<String, Object> smuggled() {
        var all = new HashMap<String, Object>();
        ApiDocument.schemas(server)
                .forEach(
                        schema -> schema.path("properties").forEachEntry((name, field) -> all.put(name, value(field))));
        server.database()
                .sql("select column_name, data_type from information_schema.columns where table_schema = 'dev'")
                .query((row, n) -> Map.entry(row.getString(1), value(row.getString(2))))
                .list()
                .forEach(column -> {
                    all.put(column.getKey(), column.getValue());
                    all.put(inCamelCase(column.getKey()), column.getValue());
                });
        all.put("role", "owner");
        return all;
    }

    private static Object value(JsonNode field) {
        return switch (field.path("format").asString("")) {
            case "uuid" -> ID;
            case "date-time" -> TIME;
            default ->
                switch (field.path("type").toString().replaceAll("[\"\\[\\],]|null", "")) {
                    case "integer", "number" -> NUMBER;
                    case "boolean" -> true;
                    case "array" -> List.of(TEXT);
                    case "object", "" -> Map.of("id", ID, "name", TEXT);
                    default -> TEXT;
                };
        };
    }

    private static Object value(String type) {
        return switch (type) {
            case "uuid" -> ID;
            case "timestamp with time zone" -> TIME;
            case "integer", "bigint", "smallint", "double precision", "real" -> NUMBER;
            case "boolean" -> true;
            case "ARRAY" -> List.of(TEXT);
            default -> TEXT;
        };
    }

    private static String inCamelCase(String column) {
        var words = List.of(column.split("_"));
        return words.getFirst()
                + words.stream()
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private List<String> rowsWithSmuggledValues() {
        var rows = new ArrayList<String>();
        for (var table : server.database()
                .sql("select table_name from information_schema.tables where table_schema = 'dev'")
                .query((row, n) -> row.getString(1))
                .list()) {
            server.database()
                    .sql("select left(t::text, 500) from dev." + table + " t where t::text ~ ?")
                    .param(String.join("|", ID, TEXT, "1999-09-09", "" + NUMBER))
                    .query((row, n) -> table + " " + row.getString(1))
                    .list()
                    .forEach(rows::add);
        }
        return rows;
    }

    private long count(String rows) {
        return server.database()
                .sql("select count(*) from " + rows)
                .query(Long.class)
                .single();
    }

    private static String organization(Client client) {
        return client.get("/api/v1/me").json().at("/organization/id").asString();
    }
}
