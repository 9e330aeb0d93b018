package dev.watchtower.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.testing.TestPostgres;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to name a database of one's own. */
class DatabaseSettingsTest {
    private static final String NAME = TestPostgres.newDatabase().replaceAll(".*/(wt\\d+).*", "$1");

    @Test
    void aHostAnAddressAndAUnixSocketLeadToTheSameDatabase() throws SQLException {
        var port = TestPostgres.port();
        var socket = TestPostgres.sockets().toString();
        assertThat(databaseAt(url("postgresql://postgres@localhost:" + port + "/" + NAME + "?sslmode=disable")))
                .isEqualTo(NAME);
        assertThat(databaseAt(
                        url("postgres://localhost:" + port + "/" + NAME + "?connect_timeout=3&application_name=x")))
                .isEqualTo(NAME);
        assertThat(databaseAt(url("jdbc:postgresql://localhost:" + port + "/" + NAME + "?user=postgres")))
                .isEqualTo(NAME);
        assertThat(databaseAt(host("localhost", port, ""))).isEqualTo(NAME);
        assertThat(databaseAt(host("127.0.0.1", port, ""))).isEqualTo(NAME);
        assertThat(databaseAt(host("", port, socket))).isEqualTo(NAME);
        assertThat(databaseAt(host("", port, socket + "/"))).isEqualTo(NAME);
        assertThat(databaseAt(host("", null, socket + "/.s.PGSQL." + port))).isEqualTo(NAME);
    }

    @Test
    void overAUnixSocketTheServerSeesNoNetworkAddress() throws SQLException {
        try (var connection = host(
                                "", TestPostgres.port(), TestPostgres.sockets().toString())
                        .address()
                        .connect("-c search_path=x");
                var statement = connection.createStatement()) {
            var row = statement.executeQuery(
                    "select inet_client_addr() is null and current_setting('search_path') = 'x'");
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://host/name, jdbc:postgresql://host/name",
        "postgres://me:secret@host:6543/name?sslmode=require, jdbc:postgresql://host:6543/name",
        "'postgresql://a:1,b:2/name', 'jdbc:postgresql://a:1,b:2/name'",
        "postgresql://[::1]:5433/name, jdbc:postgresql://[::1]:5433/name",
        "postgresql://me@host/na%2Bme, jdbc:postgresql://host/na%2Bme",
        "jdbc:postgresql://host:5432/name?password=secret, jdbc:postgresql://host:5432/name",
        "postgresql://me@/name?host=/cloudsql/p:r:i, jdbc:postgresql://localhost:5432/name",
    })
    void theAddressThatIsShownHoldsNothingSecret(String text, String url) {
        assertThat(url(text).address().url()).isEqualTo(url);
        assertThat(url(text).address().shown()).doesNotContain("secret");
    }

    @Test
    void loginAndParametersAreTakenFromTheAddress() {
        var address = url("postgresql://m%40e:p+%2Fw%3A@host/name?sslmode=verify-full&application_name=a+b")
                .address();
        assertThat(address.user()).isEqualTo("m@e");
        assertThat(address.password()).isEqualTo("p+/w:");
        assertThat(address.parameters()).isEqualTo(Map.of("sslmode", "verify-full", "ApplicationName", "a+b"));
        var jdbc = url("jdbc:postgresql://host/name?user=me&password=p%26w").address();
        assertThat(jdbc.user() + " " + jdbc.password()).isEqualTo("me p&w");
    }

    @Test
    void theSettingsOfTheLoginGoBeforeTheAddress() {
        var settings = new DatabaseSettings("postgresql://a:b@host/name", "", null, "", "", "c", "d", "dev");
        assertThat(settings.address().user() + settings.address().password()).isEqualTo("cd");
        assertThat(url("postgresql://host/name").address().user()).isEqualTo("postgres");
    }

    @Test
    void theSocketOfACloudSqlInstanceLiesInItsFolder() {
        var address = host("", null, "/cloudsql/project:region:instance").address();
        assertThat(address.shown()).isEqualTo("/cloudsql/project:region:instance/.s.PGSQL.5432");
        assertThat(url("postgresql://me@/name?host=/cloudsql/p:r:i").address().shown())
                .isEqualTo("/cloudsql/p:r:i/.s.PGSQL.5432");
    }

    @Test
    void optionsOfTheAddressCannotUndoOurs() {
        var address = url("postgresql://host/name?options=-c%20role%3Downer").address();
        assertThat(address.properties("-c role=request").get("options")).isEqualTo("-c role=owner -c role=request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://host",
                "postgresql:///name",
                "postgresql://me:p/w@host/name",
                "postgresql://me:p@w@host/name",
                "postgresql://host:port/name",
                "postgresql://me:p%zz@host/name",
                "postgresql://host/name?ssl_mode=require",
                "postgresql://other/name?host=/cloudsql/p:r:i",
                "jdbc:postgresql:name",
                "jdbc:postgresql://me:pw@host/name",
                "mysql://host/name",
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> DatabaseUrl.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(must look like|has a parameter|may have a parameter).*");
    }

    private static DatabaseSettings url(String url) {
        return new DatabaseSettings(url, "", null, "", "", "", "", "dev");
    }

    private static DatabaseSettings host(String host, Integer port, String socket) {
        return new DatabaseSettings("", host, port, NAME, socket, "", "", "dev");
    }

    private static String databaseAt(DatabaseSettings settings) throws SQLException {
        try (var connection = settings.address().connect("")) {
            return connection.getCatalog();
        }
    }
}
