package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.platform.Ids;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class OrganizationsTest {
    private static final String PATH = "/api/v1/organizations";

    @Autowired
    Server server;

    @Test
    void thePlatformsAdministratorMakesAnOrganizationAndOwnsIt() {
        var admin = platformAdministrator();
        var home = organization(admin);
        var made = admin.post(PATH, wish("North"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(PATH + "/" + made.id());
        assertThat(made.json().get("firstDayOfWeek").asString()).isEqualTo("monday");

        var there = into(admin, made.id());
        var me = there.get("/api/v1/me").json();
        assertThat(me.at("/organization/name").asString()).isEqualTo("North");
        assertThat(me.get("role").asString()).isEqualTo("owner");
        assertThat(me.get("organizations")
                        .valueStream()
                        .map(one -> one.get("name").asString()))
                .hasSize(2)
                .contains("North");
        there.addTruck("N-1");
        assertThat(server.admin().get("/api/v1/trucks?q=N-1").json().get("items"))
                .isEmpty();
    }

    @Test
    void theAdministratorSeesAllOrganizationsButNotTheirRows() {
        var theirs = server.newOrganization();
        var truck = theirs.addTruck("T-1");
        var organization = organization(theirs);
        var admin = platformAdministrator();
        var listed = all(admin);
        assertThat(listed).containsKey(organization.toString());
        assertThat(listed.get(organization.toString()).get("timeZone").asString())
                .isEqualTo("Europe/Athens");
        assertThat(admin.get(PATH + "/" + organization).json().get("id").asString())
                .isEqualTo(organization.toString());
        assertThat(admin.put(PATH + "/" + organization, wish("Renamed")).status())
                .isEqualTo(200);
        assertThat(theirs.get("/api/v1/me").json().at("/organization/name").asString())
                .isEqualTo("Renamed");

        assertThat(admin.get("/api/v1/trucks/" + truck).status()).isEqualTo(404);
        assertThat(admin.post("/api/v1/auth/switch-organization", Map.of("organizationId", organization))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(PATH + "/" + Ids.next()).status()).isEqualTo(404);
    }

    @Test
    void anOwnerChangesHisOwnOrganizationAndFindsNoOther() {
        var owner = server.newOrganization();
        var other = organization(server.newOrganization());
        var own = organization(owner);
        assertThat(owner.get(PATH).status()).isEqualTo(403);
        assertThat(owner.post(PATH, wish("Mine")).status()).isEqualTo(403);
        assertThat(owner.get(PATH + "/" + other).status()).isEqualTo(404);
        assertThat(owner.put(PATH + "/" + other, wish("Taken over")).status()).isEqualTo(404);

        var wish = wish("Ours");
        wish.put("timeZone", "America/New_York");
        wish.put("units", "imperial");
        wish.put("firstDayOfWeek", "sunday");
        assertThat(owner.put(PATH + "/" + own, wish).status()).isEqualTo(200);
        var kept = owner.get(PATH + "/" + own).json();
        wish.forEach((field, value) ->
                assertThat(kept.get(field).asString()).as(field).isEqualTo(value));

        var dispatcher = server.newMember(owner, Role.DISPATCHER);
        assertThat(dispatcher.get(PATH + "/" + own).status()).isEqualTo(200);
        assertThat(dispatcher.put(PATH + "/" + own, wish).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "timeZone, Europe/Nowhere",
        "timeZone, +02:00",
        "country, gr",
        "country, XX",
        "locale, no such language at all",
        "locale, ''",
        "name, ' '",
        "units, furlongs",
        "type, owner",
        "firstDayOfWeek, wednesday"
    })
    void whatIsNoneIsRefusedByItsName(String field, String value) {
        var owner = server.newOrganization();
        var wish = wish("Ours");
        wish.put(field, value);
        var answer = owner.put(PATH + "/" + organization(owner), wish);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void switchingIsAnsweredAsASignInAndEndsTheSessionBefore() {
        var admin = platformAdministrator();
        var organization = admin.post(PATH, wish("East")).id();
        var answer = admin.post(
                "/api/v1/auth/switch-organization", Map.of("organizationId", organization, "clientId", "page"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("refresh_token").isNull()).isTrue();
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("wt_refresh=", "HttpOnly", "SameSite=Strict", "Path=/api/v1/auth");
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(401);

        var again = server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "refresh_token", "client_id", "page"),
                        "Cookie",
                        cookie.split(";")[0]);
        var there =
                server.anonymous().withToken(again.json().get("access_token").asString());
        assertThat(organization(there)).isEqualTo(organization);
    }

    @Test
    void theNextSignInGoesWhereOneWasLast() {
        var platform = platformAdministrator();
        var name = platform.get("/api/v1/me").json().at("/user/userName").asString();
        var first = organization(platform);
        var second = platform.post(PATH, wish("Second")).id();
        assertThat(organization(server.anonymous().signIn(name, Server.PASSWORD)))
                .isEqualTo(first);
        into(platform, second);
        assertThat(organization(server.anonymous().signIn(name, Server.PASSWORD)))
                .isEqualTo(second);
    }

    @Test
    void whoChangesHisNameIsCalledSo() {
        var owner = server.newOrganization();
        assertThat(owner.put("/api/v1/me", Map.of("name", "  Someone Else ")).status())
                .isEqualTo(200);
        assertThat(owner.get("/api/v1/me").json().at("/user/name").asString()).isEqualTo("Someone Else");
        assertThat(owner.put("/api/v1/me", Map.of("name", " ")).status()).isEqualTo(400);
    }

    @Test
    void theFirstAdministratorIsThePlatforms() {
        assertThat(server.admin().get(PATH).status()).isEqualTo(200);
        assertThat(server.admin().get("/api/v1/me").json().get("permissions").toString())
                .contains("organizations:write");
    }

    /** The owner of a new organization; the first administrator stays in his. */
    private Client platformAdministrator() {
        var name = server.newOrganization()
                .get("/api/v1/me")
                .json()
                .at("/user/userName")
                .asString();
        server.database()
                .sql("update users set platform_administrator = true where user_name = ?")
                .param(name)
                .update();
        return server.anonymous().signIn(name, Server.PASSWORD);
    }

    private Client into(Client client, UUID organization) {
        var answer = client.post("/api/v1/auth/switch-organization", Map.of("organizationId", organization));
        assertThat(answer.status()).isEqualTo(200);
        return client.withToken(answer.json().get("access_token").asString());
    }

    private static UUID organization(Client client) {
        return UUID.fromString(
                client.get("/api/v1/me").json().at("/organization/id").asString());
    }

    private static Map<String, JsonNode> all(Client admin) {
        var all = new HashMap<String, JsonNode>();
        for (var path = PATH + "?limit=2"; path != null; ) {
            var page = admin.get(path).json();
            page.get("items").forEach(one -> all.put(one.get("id").asString(), one));
            path = page.get("next").isNull()
                    ? null
                    : PATH + "?limit=2&cursor=" + page.get("next").asString();
        }
        return all;
    }

    private static Map<String, Object> wish(String name) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "type",
                "transporter",
                "timeZone",
                "Europe/Athens",
                "country",
                "GR",
                "units",
                "metric",
                "locale",
                "el-GR",
                "firstDayOfWeek",
                "monday"));
    }
}
