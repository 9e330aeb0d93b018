package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.platform.Ids;
import dev.watchtower.testing.TestPostgres;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a database of the version before becomes. */
class AccessMigrationTest {
    private static final String ROLE = "wt_access_migration";

    private final String url = TestPostgres.newDatabase();
    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url + "&currentSchema=dev"));

    @Test
    void whoWasThereBeforeRolesWereIsAnOwnerAndTheFirstThePlatformsAdministrator() {
        TestPostgres.execute("create role " + ROLE + " nologin");
        migrate("10");
        var organization = Ids.next();
        database.sql("insert into organizations (id, name, type, time_zone, country, units, locale)"
                        + " values (?, 'My fleet', 'TRANSPORTER', 'UTC', 'GR', 'METRIC', 'el')")
                .param(organization)
                .update();
        for (var name : new String[] {"admin", "second"}) {
            var user = Ids.next();
            database.sql("insert into users (id, user_name, email, password_hash, created_at)"
                            + " values (?, ?, ?, '-', clock_timestamp())")
                    .params(user, name, name + "@localhost")
                    .update();
            database.sql("insert into memberships (organization_id, user_id) values (?, ?)")
                    .params(organization, user)
                    .update();
        }
        migrate("11");
        assertThat(database.sql("""
                        select u.user_name, u.name, m.role, m.deactivated_at is null as active, u.platform_administrator
                        from users u join memberships m on m.user_id = u.id order by u.user_name""").query().listOfRows())
                .containsExactly(
                        Map.of(
                                "user_name",
                                "admin",
                                "name",
                                "admin",
                                "role",
                                "OWNER",
                                "active",
                                true,
                                "platform_administrator",
                                true),
                        Map.of(
                                "user_name",
                                "second",
                                "name",
                                "second",
                                "role",
                                "OWNER",
                                "active",
                                true,
                                "platform_administrator",
                                false));
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(url, null, null)
                .schemas("dev")
                .placeholders(Map.of("role", ROLE))
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }
}
