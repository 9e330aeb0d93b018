package dev.watchtower.platform.database;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which PostgreSQL keeps the data.
 *
 * @param url a JDBC address; blank for the embedded server
 * @param schema the schema of all tables
 */
@Validated
@ConfigurationProperties("watchtower.database")
record DatabaseSettings(
        @Pattern(regexp = "|jdbc:postgresql://.+", message = "must look like jdbc:postgresql://host:5432/name")
        String url,

        @NotBlank String user,
        String password,

        @Pattern(
                regexp = "(?!public$|pg_|information_schema$)[a-z_][a-z0-9_]{0,30}",
                message = "must be a lower-case name of letters, digits and _, at most 31 long, and not public")
        String schema) {

    boolean embedded() {
        return url.isBlank();
    }
}
