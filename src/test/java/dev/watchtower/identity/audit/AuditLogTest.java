package dev.watchtower.identity.audit;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.identity.Role;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServerTest
class AuditLogTest {
    private static final String LOG = "/api/v1/audit-log";

    @Autowired
    Server server;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private Client owner;

    @BeforeEach
    void organization() {
        owner = server.newOrganization();
    }

    @Test
    void aRowTellsWhoDidWhatToWhatFromWhereAndWhatItWasBefore() {
        var me = owner.get("/api/v1/me").json().get("user");
        var truck = owner.addTruck("875");
        var changed = owner.send(owner.request("/api/v1/trucks/" + truck)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "order-4711")
                .PUT(BodyPublishers.ofString("{\"truckNumber\": \"876\", \"company\": \"Ours\"}")));
        assertThat(changed.status()).isEqualTo(200);

        var row = rows("?action=truck.update").getFirst();
        assertThat(row.get("actorKind").asString()).isEqualTo("user");
        assertThat(row.get("actorId")).isEqualTo(me.get("id"));
        assertThat(row.get("actorName")).isEqualTo(me.get("name"));
        assertThat(row.get("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(row.get("requestId").asString()).isEqualTo("order-4711");
        assertThat(row.get("refused").asBoolean()).isFalse();
        assertThat(row.get("subjectKind").asString()).isEqualTo("truck");
        assertThat(row.get("subjectId").asString()).isEqualTo(truck.toString());
        assertThat(row.at("/before/truckNumber").asString()).isEqualTo("875");
        assertThat(row.at("/before/company").isNull()).isTrue();
        assertThat(row.at("/after/truckNumber").asString()).isEqualTo("876");
        assertThat(row.at("/after/company").asString()).isEqualTo("Ours");
        assertThat(rows("?action=truck.create").getFirst().get("before").isNull())
                .isTrue();
    }

    @Test
    void whatFailsIsNotNotedAsDone() {
        owner.addTruck("875");
        assertThat(owner.post("/api/v1/trucks", Map.of("truckNumber", "875")).status())
                .isEqualTo(409);
        assertThat(rows("?action=truck")).hasSize(1);
    }

    @Test
    void whatIsDoneOnTheWayIsListedInTheOneRow() {
        var truck = owner.addTruck("875");
        owner.post("/api/v1/trucks/" + truck + "/phone-setup", "");
        var row = rows("?action=phone.set-up").getFirst();
        assertThat(row.at("/also/0/action").asString()).isEqualTo("truck.update");
        assertThat(row.at("/also/0/subjectId").asString()).isEqualTo(truck.toString());
        assertThat(rows("?action=truck.update")).isEmpty();
    }

    @Test
    void refusalsOfWhoIsKnownAreNoted() {
        var dispatcher = server.newMember(owner, Role.DISPATCHER);
        var truck = owner.addTruck("875");
        assertThat(dispatcher.delete("/api/v1/trucks/" + truck).status()).isEqualTo(403);
        var refusal = refusals("?action=access.refuse").getFirst();
        assertThat(refusal.get("refused").asBoolean()).isTrue();
        assertThat(refusal.get("actorId"))
                .isEqualTo(dispatcher.get("/api/v1/me").json().at("/user/id"));
        assertThat(refusal.get("subjectId").asString()).isEqualTo("DELETE /api/v1/trucks/" + truck);
        assertThat(refusal.at("/after/reason").asString()).contains("trucks:write");

        assertThat(dispatcher.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
        assertThat(dispatcher.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(refusals("?refused=true&q=session has ended")).hasSize(1);
    }

    @Test
    void thoseOfSendersOfPositionsAreNotedTooUnderTheIdOfTheirAnswer() {
        owner.addTruck("875");
        var dispatcher = server.newMember(owner, Role.DISPATCHER);
        var forbidden = dispatcher.positions(position("875", Instant.now(), 38, 23.7));
        assertThat(forbidden.status()).isEqualTo(403);
        assertNoted(forbidden, "positions:write");

        assertThat(dispatcher.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
        var ended = dispatcher.positions(position("875", Instant.now(), 38, 23.7));
        assertThat(ended.type()).isEqualTo("urn:watchtower:session-ended");
        assertNoted(ended, "The session has ended.");

        assertThat(owner.positions(position("875", Instant.now(), 38, 23.7)).status())
                .isEqualTo(200);
        assertThat(refusals("?subject=POST /api/v1/positions")).hasSize(2);
    }

    private void assertNoted(Client.Answer refused, String reason) {
        var id = refused.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(refused.json().get("requestId").asString()).isEqualTo(id);
        var row = refusals("?action=access.refuse&q=" + reason).getFirst();
        assertThat(row.get("requestId").asString()).isEqualTo(id);
        assertThat(row.get("subjectId").asString()).isEqualTo("POST /api/v1/positions");
        assertThat(row.at("/after/reason").asString()).contains(reason);
    }

    @Test
    void aWrongPasswordOfAKnownUserIsNotedWithoutThePassword() {
        var me = owner.get("/api/v1/me").json().get("user");
        var tried = server.anonymous()
                .from("198.18.2.1")
                .form(
                        "/api/v1/auth/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "username",
                                me.get("userName").asString(),
                                "password",
                                "swordfish swordfish"));
        assertThat(tried.status()).isEqualTo(401);
        var row = refusals("?action=sign-in.fail").getFirst();
        assertThat(row.get("actorKind").asString()).isEqualTo("stranger");
        assertThat(row.get("subjectId")).isEqualTo(me.get("id"));
        assertThat(row.toString()).doesNotContain("swordfish");
    }

    @Test
    void theListIsFilteredSearchedAndPaged() {
        var truck = owner.addTruck("875");
        owner.put("/api/v1/trucks/" + truck, Map.of("truckNumber", "875", "company", "50% Greek_Line"));
        owner.addTruck("876");
        var me = owner.get("/api/v1/me").json().get("user");

        assertThat(actions("?subject=" + truck)).containsExactly("truck.update", "truck.create");
        assertThat(actions("?action=truck.create")).hasSize(2);
        assertThat(actions("?action=truck")).hasSize(3);
        assertThat(actions("?action=tru")).isEmpty();
        assertThat(actions("?actor=" + me.get("id").asString() + "&action=truck"))
                .hasSize(3);
        assertThat(actions("?actor=system")).isEmpty();
        assertThat(actions("?actor=Nobody")).isEmpty();
        assertThat(actions("?q=50% Greek_Line")).containsExactly("truck.update");
        assertThat(actions("?q=50_")).isEmpty();
        assertThat(actions("?q=' or 1=1 --")).isEmpty();
        var middle = rows("?action=truck.update").getFirst().get("at").asString();
        assertThat(actions("?action=truck&from=" + middle)).containsExactly("truck.create", "truck.update");
        assertThat(actions("?action=truck&to=" + middle)).containsExactly("truck.create");
        assertThat(owner.get(LOG + "?from=" + middle + "&to=" + middle).status())
                .isEqualTo(400);
        assertThat(owner.get(LOG + "?sort=actor").status()).isEqualTo(400);

        var all = actions("?sort=at");
        assertThat(all.reversed()).isEqualTo(actions(""));
        var paged = new ArrayList<String>();
        var page = owner.get(LOG + "?limit=1").json();
        while (true) {
            page.get("items").forEach(row -> paged.add(row.get("action").asString()));
            if (page.get("next").isNull()) {
                break;
            }
            page = owner.get(LOG + "?limit=1&cursor=" + page.get("next").asString())
                    .json();
        }
        assertThat(paged).isEqualTo(actions(""));
    }

    @Test
    void itIsReadByWhoMayAndInTheOwnOrganizationOnly() {
        owner.addTruck("875");
        assertThat(server.newMember(owner, Role.AUDITOR).get(LOG).status()).isEqualTo(200);
        assertThat(server.newMember(owner, Role.DISPATCHER).get(LOG).status()).isEqualTo(403);
        assertThat(server.newMember(owner, Role.DISPATCHER).get(LOG + ".csv").status())
                .isEqualTo(403);
        var other = server.newOrganization();
        assertThat(other.get(LOG + "?q=875").json().get("items")).isEmpty();
        assertThat(other.get(LOG + ".csv").text()).doesNotContain("875");
    }

    @Test
    void aFileOfItCanBeOpenedWithASpreadsheet() {
        for (var number : List.of("=1+1", "+1", "-1", "@x", "plain")) {
            owner.addTruck(number);
            owner.post("/api/v1/intake-tokens", Map.of("name", number));
        }
        var key = owner.post(
                "/api/v1/api-keys", Map.of("name", "=HYPERLINK(1)", "scopes", List.of("trucks:read", "trucks:write")));
        assertThat(key.status()).as(key.text()).isEqualTo(201);
        var service = server.anonymous().withToken(keySecret(key));
        service.addTruck("by key");

        var answer = owner.get(LOG + ".csv?action=truck");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        var lines = answer.text().lines().toList();
        assertThat(lines.getFirst()).startsWith("at,actorKind,actorId,actorName,address,requestId,action");
        assertThat(lines).hasSize(1 + 6);
        assertThat(lines.get(1)).contains(",key,").contains(",'=HYPERLINK(1),");
        assertThat(answer.text()).doesNotContainPattern("(^|,)\"?[=+@-]");
        assertThat(actions("?action=audit-log.export")).hasSize(1);
    }

    @Test
    void theFileTellsWhatWasDoneOnTheWay() {
        var truck = owner.addTruck("875");
        owner.post("/api/v1/trucks/" + truck + "/phone-setup", "");
        var lines = owner.get(LOG + ".csv?action=phone.set-up").text().lines().toList();
        assertThat(lines.getFirst()).endsWith(",before,after,also");
        assertThat(lines.get(1)).contains("truck.update").contains(truck.toString());
    }

    @Test
    void aLongLogIsWholeInTheFile() {
        var organization = owner.get("/api/v1/me").json().at("/organization/id").asString();
        server.database().sql("""
                        insert into audit_log (id, organization_id, actor_kind, actor_name, action, refused, subject_kind,
                            subject_id, created_at)
                        select gen_random_uuid(), ?::uuid, 'system', 'system', 'test.row', false, 'row', n::text,
                            now() - make_interval(secs => n / 3)
                        from generate_series(1, 5000) n""").param(organization).update();
        var ids = owner.get(LOG + ".csv?action=test.row")
                .text()
                .lines()
                .skip(1)
                .map(line -> line.split(",")[9])
                .toList();
        assertThat(ids).hasSize(5_000);
        assertThat(new HashSet<>(ids)).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor_name = 'nobody'",
                "delete from audit_log",
                "truncate audit_log",
                "alter table audit_log disable trigger append_only",
                "drop table audit_log",
                "insert into audit_log select (l).* from (select l from audit_log l limit 1) l"
            })
    void whoServesRequestsCannotChangeWhatIsNoted(String sql) {
        owner.addTruck("875");
        var before = content();
        var organization = UUID.fromString(
                owner.get("/api/v1/me").json().at("/organization/id").asString());
        assertThatThrownBy(() -> Tenancy.run(
                        organization,
                        () -> new TransactionTemplate(transactions)
                                .executeWithoutResult(status -> jdbc.sql(sql).update())))
                .isInstanceOf(DataAccessException.class);
        assertThat(content()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor_name = 'nobody'",
                "delete from audit_log",
                "truncate audit_log",
                "truncate organizations cascade",
                "set session_replication_role = replica; delete from audit_log"
            })
    void norDoesTheOwnerByMistake(String sql) {
        owner.addTruck("875");
        var before = content();
        assertThatThrownBy(() -> server.database().sql(sql).update())
                .hasStackTraceContaining("the audit log is append-only");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void nobodyIsNotedInTheLogOfAnother() {
        var other = server.newOrganization();
        var theirs = UUID.fromString(
                other.get("/api/v1/me").json().at("/organization/id").asString());
        var ours = UUID.fromString(
                owner.get("/api/v1/me").json().at("/organization/id").asString());
        assertThatThrownBy(() -> Tenancy.run(
                        ours,
                        () -> new TransactionTemplate(transactions)
                                .executeWithoutResult(
                                        status -> jdbc.sql("""
                                        insert into audit_log (id, organization_id, actor_kind, actor_name, action, refused,
                                            subject_kind, created_at)
                                        values (gen_random_uuid(), ?, 'system', 'system', 'test.row', false, 'row', now())""").param(theirs).update())))
                .hasStackTraceContaining("row-level security");
    }

    private static String keySecret(Client.Answer made) {
        var json = made.json();
        return json.findValuesAsString("secret").stream()
                .findFirst()
                .orElseGet(() -> json.get("key").asString());
    }

    private String content() {
        return server.database()
                .sql("select count(*) || md5(string_agg(l::text, '|' order by l.id)) from audit_log l")
                .query(String.class)
                .single();
    }

    private List<JsonNode> rows(String query) {
        var answer = owner.get(LOG + query.replace("%", "%25").replace(" ", "%20"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("items").values().stream().toList();
    }

    /** They are noted beside the answer, or after it. */
    private List<JsonNode> refusals(String query) {
        return await().until(() -> rows(query), rows -> !rows.isEmpty());
    }

    private List<String> actions(String query) {
        return rows(query).stream().map(row -> row.get("action").asString()).toList();
    }
}
