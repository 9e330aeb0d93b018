package dev.watchtower.platform.database;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which PostgreSQL keeps the data: one of the operator's, named by an address, a host or a Unix socket, or the embedded
 * one where none is named.
 *
 * @param url the whole address in one, see {@link DatabaseUrl}
 * @param name the database at the host or socket
 * @param unixSocket the server's socket, or the folder it lies in
 * @param user blank where the address names it, or for postgres
 * @param schema the schema of all tables
 */
@Validated
@ConfigurationProperties("watchtower.database")
record DatabaseSettings(
        @ReadableDatabaseUrl String url,

        @Pattern(
                regexp = "|[A-Za-z0-9._:-]+",
                message = "must be the name or IP address of a host; a socket belongs into INSTANCE_UNIX_SOCKET")
        String host,

        @Nullable @Min(1) @Max(65535) Integer port,
        String name,

        @Pattern(
                regexp = "|/.+",
                message = "must be the path of a socket or its folder, such as /cloudsql/project:region:instance")
        String unixSocket,

        String user,
        String password,

        @Pattern(
                regexp = "(?!public$|pg_|information_schema$)[a-z_][a-z0-9_]{0,30}",
                message = "must be a lower-case name of letters, digits and _, at most 31 long, and not public")
        String schema) {

    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_USER = "postgres";

    boolean embedded() {
        return places() == 0;
    }

    /** Where the operator's own server answers; not to be asked for the embedded one. */
    DatabaseAddress address() {
        var address = place();
        return address.loginAs(
                firstGiven(user, address.user(), DEFAULT_USER), firstGiven(password, address.password(), ""));
    }

    private DatabaseAddress place() {
        if (!url.isBlank()) {
            return DatabaseUrl.read(url);
        }
        var at = Objects.requireNonNullElse(port, DEFAULT_PORT);
        return unixSocket.isBlank()
                ? DatabaseAddress.ofHost(host, at, name)
                : DatabaseAddress.ofSocket(unixSocket, at, name);
    }

    @AssertTrue(message = "DATABASE_URL, DB_HOST and INSTANCE_UNIX_SOCKET each name a database: set one of them")
    boolean isOneDatabaseNamed() {
        return places() <= 1;
    }

    @AssertTrue(message = "DB_NAME must name the database at DB_HOST or INSTANCE_UNIX_SOCKET")
    boolean isNameGiven() {
        return !url.isBlank() || embedded() || !name.isBlank();
    }

    @AssertTrue(message = "DB_NAME and DB_PORT go with DB_HOST or INSTANCE_UNIX_SOCKET, one of which must be set")
    boolean isPlaceOfTheNameGiven() {
        return name.isBlank() && port == null || !host.isBlank() || !unixSocket.isBlank();
    }

    private long places() {
        return Stream.of(url, host, unixSocket)
                .filter(place -> !place.isBlank())
                .count();
    }

    private static String firstGiven(String... values) {
        return Stream.of(values).filter(value -> !value.isEmpty()).findFirst().orElse("");
    }
}
