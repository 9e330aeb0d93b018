package dev.watchtower.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.identity.Role;
import dev.watchtower.testing.ApiDocument;
import dev.watchtower.testing.ApiDocument.In;
import dev.watchtower.testing.ApiDocument.Operation;
import dev.watchtower.testing.ApiDocument.Place;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SQL wherever the API takes a text. */
@ServerTest
class InjectionTest {
    private static final List<String> TEXTS = List.of(
            "'",
            "' or '1'='1",
            "%' or true --",
            "'; drop table dev.share_links cascade; --",
            "1); create table dev.injected (); --",
            "$$; create table dev.injected (); $$",
            "\\'; create table dev.injected (); --",
            "name; create table dev.injected ()",
            "? ?? :id ::uuid {fn user()} {d '2026-01-01'}");

    private static final Pattern OF_THE_DATABASE = Pattern.compile(
            "PSQL|SQLSTATE|syntax error|relation \"|unterminated|JdbcClient|bad SQL", Pattern.CASE_INSENSITIVE);

    private static final String ADDRESS = "198.18.3.1";

    private static final Map<Place, String> SIGN_IN = Map.of(
            Place.of(In.FORM, "grant_type"), "password",
            Place.of(In.FORM, "username"), "nobody",
            Place.of(In.FORM, "password"), "wrong");

    @Autowired
    Server server;

    @Test
    void theDatabaseNeverReadsATextAsAStatement() {
        var victim = server.newOrganization();
        var secret = "s" + UUID.randomUUID();
        victim.post("/api/v1/trucks", Map.of("truckNumber", secret));
        var attacker = new Tenant(server);
        var before = schema();
        var faults = new ArrayList<String>();
        int tried = 0;
        for (var operation : ApiDocument.operations(server)) {
            var sender = sender(operation, attacker);
            var base = base(operation, attacker);
            for (var place : operation.texts()) {
                for (var text : TEXTS) {
                    tried++;
                    var given = new HashMap<Place, Object>(base);
                    given.put(place, text);
                    var answer = operation.send(sender, given);
                    if (answer.status() >= 500
                            || OF_THE_DATABASE.matcher(answer.text()).find()
                            || answer.text().contains(secret)) {
                        faults.add(operation + " " + place + " " + text + ": " + answer);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried).isGreaterThan(500);
        assertThat(schema()).isEqualTo(before);
        assertThat(victim.get("/api/v1/trucks").text()).contains(secret);
    }

    /** Someone whose session may end; organizations are the platform's administrators'. */
    private Client sender(Operation operation, Tenant attacker) {
        var sender = operation.path().startsWith("/api/v1/organizations")
                ? attacker.owner()
                : server.newMember(attacker.owner(), Role.OWNER);
        return sender.from(ADDRESS);
    }

    private static Map<Place, String> base(Operation operation, Tenant attacker) {
        if (operation.path().contains("{id}")) {
            return Map.of(Place.of(In.PATH, "id"), attacker.idFor(operation.path()));
        }
        return operation.path().equals("/api/v1/auth/token") ? SIGN_IN : Map.of();
    }

    /** All columns of all tables. */
    private List<String> schema() {
        return server.database().sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'dev' and table_name !~ '_[0-9]{4}_[0-9]{2}$' order by 1""").query((row, n) -> row.getString(1)).list();
    }
}
