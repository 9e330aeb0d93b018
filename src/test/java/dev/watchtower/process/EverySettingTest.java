package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.watchtower.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is started with each name that docs/configuration.md lists. That a wrong value is refused shows that the
 * name is read; what no value is wrong for is seen at work.
 */
class EverySettingTest {
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final String PASSWORD = "correct horse battery";

    /** A wrong value of each, and what is said of it. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("PORT=99999", "PORT must be less than or equal to 65535"),
            Map.entry("TLS_CERTIFICATE=nowhere.pem", "TLS_CERTIFICATE must hold a certificate"),
            Map.entry("TLS_PRIVATE_KEY=nowhere.pem", "TLS_PRIVATE_KEY must hold a private key"),
            Map.entry("HTTP_PORT=99999", "HTTP_PORT must be less than or equal to 65535"),
            Map.entry("CORS_ORIGINS=*", "CORS_ORIGINS must be a list of exact origins"),
            Map.entry("ENVIRONMENT=staging", "ENVIRONMENT must be one of development, production"),
            Map.entry("ENCRYPTION_KEY=short", "ENCRYPTION_KEY must be 32 random bytes"),
            Map.entry("ALGORITHM=RS256", "ALGORITHM must be one of hs256, hs384, hs512"),
            Map.entry("ACCESS_TOKEN_EXPIRE_MINUTES=0", "ACCESS_TOKEN_EXPIRE_MINUTES must be greater than"),
            Map.entry("RATE_LIMIT_PER_MINUTE=0", "RATE_LIMIT_PER_MINUTE must be greater than"),
            Map.entry("USER_RATE_LIMIT_PER_MINUTE=many", "USER_RATE_LIMIT_PER_MINUTE must be a whole number"),
            Map.entry("TRUSTED_PROXIES=all", "TRUSTED_PROXIES must be a list of networks"),
            Map.entry("WATCHTOWER_ADMIN_EMAIL=nobody", "WATCHTOWER_ADMIN_EMAIL must be an e-mail address"),
            Map.entry("WATCHTOWER_ADMIN_PASSWORD=short", "WATCHTOWER_ADMIN_PASSWORD must have at least 12 characters"),
            Map.entry("BCRYPT_COST=99", "BCRYPT_COST must be less than or equal to 16"),
            Map.entry("DATABASE_URL=mysql://localhost/x", "DATABASE_URL must look like"),
            Map.entry("DB_HOST=/a/socket", "DB_HOST must be the name or IP address of a host"),
            Map.entry("DB_PORT=0", "DB_PORT must be greater than"),
            Map.entry("DB_SCHEMA=public", "DB_SCHEMA must be a lower-case name"),
            Map.entry("INSTANCE_UNIX_SOCKET=socket", "INSTANCE_UNIX_SOCKET must be the path of a socket"),
            Map.entry("BACKUP_KEY=short", "BACKUP_KEY must be 32 random bytes"),
            Map.entry("POSITION_RETENTION_MONTHS=many", "POSITION_RETENTION_MONTHS must be a whole number"),
            Map.entry("INTAKE_POSITIONS_PER_SECOND=-1", "INTAKE_POSITIONS_PER_SECOND must be greater than"),
            Map.entry("WATCHTOWER_SAMPLE=perhaps", "WATCHTOWER_SAMPLE must be one of auto, on, off"),
            Map.entry("LIVE_FRAMES_PER_SECOND=1000", "LIVE_FRAMES_PER_SECOND must be less than or equal to 50"),
            Map.entry("IMPORT_MAX_SIZE=2XB", "IMPORT_MAX_SIZE cannot be read"),
            Map.entry("PHONE_PLAIN_ADDRESS=perhaps", "PHONE_PLAIN_ADDRESS cannot be read"),
            Map.entry("PHONE_REQUESTS_PER_SECOND=0", "PHONE_REQUESTS_PER_SECOND must be greater than"),
            Map.entry("MAP_STYLE_URL=style.json", "MAP_STYLE_URL must be an address"),
            Map.entry("MAP_STYLE_HOSTS=everywhere", "MAP_STYLE_HOSTS must be a list of hosts"),
            Map.entry("METRICS_TOKEN=short", "METRICS_TOKEN must have at least 16 characters"),
            Map.entry("SMTP_PORT=0", "SMTP_PORT must be greater than"),
            Map.entry("PUBLIC_URL=tower", "PUBLIC_URL must be an address"));

    @TempDir
    Path folder;

    @Test
    void everyNameOfTheDocumentIsTried() throws Exception {
        var tried = new TreeSet<>(names(WRONG.keySet().stream()));
        tried.addAll(names(aliases("", 1).keySet().stream()));
        tried.addAll(names(socket("").keySet().stream()));
        var documented = Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]*)`")
                .matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(documented);
    }

    @Test
    void allThatAreWrongAreNamedAtOnce() throws Exception {
        Files.write(folder.resolve(".env"), WRONG.keySet());
        try (var program = Program.startAsIs(folder, Map.of())) {
            assertThat(program.exitCode()).isNotZero();
            var output = program.output();
            // PORT is not HTTP_PORT.
            assertThat(WRONG.values())
                    .allMatch(
                            said -> Pattern.compile("(?<![A-Z_])" + Pattern.quote(said))
                                    .matcher(output)
                                    .find(),
                            output);
        }
    }

    @Test
    void aDatabaseAtAHostTheSecretsOtherNamesAndMail() throws Exception {
        var url = TestPostgres.newDatabase();
        var settings = aliases(url.replaceAll(".*/(wt\\d+).*", "$1"), TestPostgres.port());
        try (var program = Program.start(folder, settings)) {
            var client = program.client().signIn("boss@example.org", PASSWORD);
            var token = SignedJWT.parse(client.token());
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("HS512");
            assertThat(token.verify(new MACVerifier(KEY))).isTrue();
            assertThat(folder.resolve("elsewhere/secrets")).exists();
            assertThat(folder.resolve("elsewhere/pg")).doesNotExist();
            assertThat(program.output().lines()).anyMatch(line -> line.startsWith("{\"@timestamp\""));
            // Mailed, so nobody is shown it.
            var invited = client.post("/api/v1/members", Map.of("email", "new@example.org", "role", "dispatcher"));
            assertThat(invited.status()).as(invited.text()).isEqualTo(201);
            assertThat(invited.json().get("path").isNull()).isTrue();
        }
    }

    @Test
    void aDatabaseAtASocketAndAKey() throws Exception {
        var url = TestPostgres.newDatabase();
        try (var program = Program.start(folder, socket(url.replaceAll(".*/(wt\\d+).*", "$1")))) {
            var token =
                    SignedJWT.parse(program.client().signIn("admin", PASSWORD).token());
            assertThat(token.verify(new MACVerifier(KEY))).isTrue();
            assertThat(folder.resolve("data/pg")).doesNotExist();
        }
    }

    private Map<String, String> aliases(String database, int port) {
        var settings = new HashMap<String, String>();
        settings.put("JWT_SECRET_KEY", KEY);
        settings.put("JWT_ALGORITHM", "HS512");
        settings.put("DB_HOST", "localhost");
        settings.put("DB_PORT", Integer.toString(port));
        settings.put("DB_NAME", database);
        settings.put("DB_USER", "postgres");
        settings.put("DB_PASS", "it asks for none");
        settings.put("WATCHTOWER_DATA", "elsewhere");
        settings.put("WATCHTOWER_ADMIN_EMAIL", "Boss@example.org");
        settings.put("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
        settings.put("LOG_FORMAT", "ecs");
        settings.put("SMTP_HOST", "localhost");
        settings.put("SMTP_PORT", "1"); // nobody listens there: the mails wait
        settings.put("SMTP_USER", "tower");
        settings.put("SMTP_PASS", PASSWORD);
        settings.put("SMTP_FROM", "Watchtower <tower@example.org>");
        settings.put("PUBLIC_URL", "https://tower.example.org");
        return settings;
    }

    private static Map<String, String> socket(String database) {
        return Map.of(
                "INSTANCE_UNIX_SOCKET", TestPostgres.sockets().toString(),
                "DB_NAME", database,
                "DB_PORT", Integer.toString(TestPostgres.port()),
                "SECRET_KEY", KEY,
                "WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
    }

    private static TreeSet<String> names(Stream<String> settings) {
        return settings.map(setting -> setting.replaceFirst("=.*", "")).collect(Collectors.toCollection(TreeSet::new));
    }
}
