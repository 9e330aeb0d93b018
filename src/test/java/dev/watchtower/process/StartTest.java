package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.testing.Positions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting the program in a folder, as a newcomer does. */
class StartTest {
    @TempDir
    Path folder;

    @Test
    void theFirstStartMakesAnAdministratorAndTheNextOneKeepsEverything() throws Exception {
        var data = folder.resolve("data");
        try (var program = Program.start(folder, Map.of())) {
            var url = program.url();
            assertThat(program.output().lines().filter(line -> line.contains("Watchtower is ready")))
                    .hasSize(1);
            var password =
                    Files.readString(data.resolve("secrets/admin-password")).strip();
            var said = program.output()
                    .lines()
                    .filter(line -> line.contains(password))
                    .toList();
            assertThat(said).hasSize(1);
            assertThat(said.getFirst()).startsWith("The administrator is \"admin\"");
            for (var secret : Set.of("admin-password", "postgres", "secret-key", "encryption-key")) {
                assertThat(Files.getPosixFilePermissions(data.resolve("secrets").resolve(secret)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertDurable(data);

            var client = program.client().signIn("admin", password);
            client.addTruck("875");
            client.positions(Positions.position("875", Instant.now(), 38, 23.7));
            assertThat(url).isNotBlank();

            try (var second = Program.start(folder, Map.of())) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.output()).contains("Another Watchtower runs on the data folder");
            }
        }
        assertThat(postmaster(data)).doesNotExist();

        try (var program = Program.start(folder, Map.of())) {
            var client = program.client()
                    .signIn(
                            "admin",
                            Files.readString(data.resolve("secrets/admin-password"))
                                    .strip());
            assertThat(program.output()).doesNotContain("The administrator is");
            assertThat(client.get("/api/v1/trucks")
                            .json()
                            .at("/items/0/lastFixAt")
                            .isNull())
                    .isFalse();
        }
    }

    @Test
    void theNextStartAfterAKillFindsTheOrphanedDatabase() throws Exception {
        var data = folder.resolve("data");
        var settings = Map.of(
                "WATCHTOWER_ADMIN_PASSWORD", "correct horse battery", "WATCHTOWER_ADMIN_EMAIL", "Boss@example.org");
        var program = Program.start(folder, settings);
        var client = program.client().signIn("boss@example.org", "correct horse battery");
        client.addTruck("875");
        assertThat(client.positions(Positions.position("875", Instant.now(), 38, 23.7))
                        .status())
                .isEqualTo(200);
        var orphan = Long.parseLong(Files.readAllLines(postmaster(data)).getFirst());
        program.kill();
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (var next = Program.start(folder, settings)) {
            var again = next.client().signIn("boss@example.org", "correct horse battery");
            assertThat(again.get("/api/v1/trucks")
                            .json()
                            .at("/items/0/lastFixAt")
                            .isNull())
                    .isFalse();
            assertThat(next.output())
                    .contains("embedded_database_orphan_found pid=" + orphan)
                    .doesNotContain("correct horse");
            assertThat(data.resolve("secrets/admin-password")).doesNotExist();
        }
    }

    @Test
    void allWrongSettingsAreNamedAtOnceAndNothingStarts() throws Exception {
        Files.writeString(
                folder.resolve(".env"),
                "POSITION_RETENTION_MONTHS=many\nLIVE_FRAMES_PER_SECOND=1000\nPORT=99999\nIMPORT_MAX_SIZE=2XB\n"
                        + "TRUSTED_PROXIES=proxy.example.org\nRATE_LIMIT_PER_MINUTE=0\n"
                        + "ENCRYPTION_KEY=short\nTLS_CERTIFICATE=nowhere.pem\nHTTP_PORT=80\n");
        var settings = Map.of(
                "ENVIRONMENT", "production",
                "SECRET_KEY", "short",
                "DB_SCHEMA", "public",
                "BCRYPT_COST", "99",
                "MAP_STYLE_URL", "tiles.example.org/style.json",
                "MAP_STYLE_HOSTS", "https://a.example.org; script-src *",
                "CORS_ORIGINS", "https://app.example.org, *",
                "WATCHTOWER_ADMIN_PASSWORD", "é".repeat(40));
        try (var program = Program.startAsIs(folder, settings)) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output())
                    .contains(
                            "POSITION_RETENTION_MONTHS must be a whole number",
                            "LIVE_FRAMES_PER_SECOND must be less than or equal to 50",
                            "SECRET_KEY must have at least 32 bytes",
                            "PORT must be less than or equal to 65535",
                            "TRUSTED_PROXIES must be a list of networks such as 172.18.0.0/16",
                            "RATE_LIMIT_PER_MINUTE must be greater than or equal to 1",
                            "IMPORT_MAX_SIZE cannot be read: write a size such as 500MB",
                            "WATCHTOWER_ADMIN_PASSWORD must have at most 72 bytes",
                            "DB_SCHEMA must be a lower-case name",
                            "BCRYPT_COST must be less than or equal to 16",
                            "MAP_STYLE_URL must be an address such as https://tiles.example.org/style.json",
                            "MAP_STYLE_HOSTS must be a list of hosts such as https://tiles.example.org",
                            "CORS_ORIGINS must be a list of exact origins such as https://app.example.org",
                            "ENCRYPTION_KEY must be 32 random bytes in base64",
                            "TLS_CERTIFICATE and TLS_PRIVATE_KEY go together",
                            "TLS_CERTIFICATE must hold a certificate in PEM form")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aMalformedSettingsFileAndAnImpossibleFolderAreSaidPlainly() throws Exception {
        Files.writeString(folder.resolve(".env"), "this is not a line\n");
        try (var program = Program.start(folder, Map.of())) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output())
                    .contains(".env holds a line that is not NAME=value")
                    .doesNotContain("\tat ");
        }
        Files.delete(folder.resolve(".env"));
        Files.writeString(folder.resolve("file"), "in the way");
        try (var program = Program.start(folder, Map.of("WATCHTOWER_DATA", "file/data"))) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output())
                    .contains("Name another data folder with WATCHTOWER_DATA")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void productionAsksForASecretKey() throws Exception {
        try (var program = Program.start(folder, Map.of("ENVIRONMENT", "production"))) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output())
                    .contains("SECRET_KEY must have at least 32 bytes", "ENCRYPTION_KEY must be given");
        }
        var settings = Map.of(
                "ENVIRONMENT", "production",
                "JWT_SECRET_KEY", "0123456789abcdef0123456789abcdef",
                "ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "DB_SCHEMA", "live");
        try (var program = Program.start(folder, settings)) {
            assertThat(program.client().get("/readyz").status()).isEqualTo(200);
            assertThat(folder.resolve("data/secrets/secret-key")).doesNotExist();
            assertThat(folder.resolve("data/secrets/encryption-key")).doesNotExist();
        }
    }

    @Test
    void aKeyIsAsLongAsItsAlgorithmWantsAndSeveralAreTaken() throws Exception {
        var key = "0123456789abcdef0123456789abcdef";
        for (var wrong : List.of(
                Map.of("ALGORITHM", "HS512"),
                Map.of("ALGORITHM", "HS512", "SECRET_KEY", key),
                Map.of("SECRET_KEY", key + ",short"))) {
            try (var program = Program.start(folder, wrong)) {
                assertThat(program.exitCode()).isNotZero();
                assertThat(program.output()).contains("SECRET_KEY must have at least 32 bytes (48 for HS384");
            }
        }
        try (var program = Program.start(folder, Map.of("JWT_ALGORITHM", "none"))) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output()).contains("ALGORITHM must be one of hs256, hs384, hs512");
        }
        var settings = Map.of(
                "JWT_ALGORITHM", "HS512",
                "SECRET_KEY", key + key + "," + key + key + key,
                "ACCESS_TOKEN_EXPIRE_MINUTES", "5",
                "WATCHTOWER_ADMIN_PASSWORD", "password1234");
        try (var program = Program.start(folder, settings)) {
            var client = program.client().signIn("admin", "password1234");
            assertThat(client.get("/api/v1/me").status()).isEqualTo(200);
            var header = new String(Base64.getUrlDecoder().decode(client.token().split("\\.")[0]));
            assertThat(header).contains("HS512", "kid");
            assertThat(program.output()).contains("WATCHTOWER_ADMIN_PASSWORD is too easy to guess.");
        }
    }

    private static void assertDurable(Path data) throws Exception {
        var port = Files.readAllLines(postmaster(data)).get(3);
        var password = Files.readString(data.resolve("secrets/postgres")).strip();
        var url = "jdbc:postgresql://localhost:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(url, "postgres", password);
                var statement = connection.createStatement()) {
            var row = statement.executeQuery(
                    "select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')");
            row.next();
            assertThat(row.getString(1)).isEqualTo("ononon");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guessed"))
                .hasMessageContaining("password");
    }

    private static Path postmaster(Path data) {
        return data.resolve("pg/postmaster.pid");
    }
}
