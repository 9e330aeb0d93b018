package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.TestPostgres;
import dev.watchtower.testing.Watching;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.TruckDays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** {@code backup} and {@code restore} as an operator gives them. */
@Timeout(300)
class BackupCommandsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Map<String, String> SETTINGS = Map.of("WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void theEmbeddedDatabaseIsSavedBesideTheProgramAndComesBackInANewFolder() throws Exception {
        var first = folder.resolve("first");
        var second = folder.resolve("second");
        Files.createDirectories(first);
        Files.writeString(first.resolve(".env"), "BACKUP_KEY=" + KEY + "\n");
        var fixes = TruckDays.drive("875", 1, 30, new Random(7));
        JsonNode truck;
        JsonNode track;
        try (var program = Program.start(first, SETTINGS)) {
            var client = program.client().signIn("admin", PASSWORD);
            var id = client.addTruck("875");
            assertThat(client.post("/api/v1/positions", fixes).status()).isEqualTo(200);
            new Aftermath(new EmbeddedServer(first).database()).awaitAllDone();
            var server = new EmbeddedServer(first).postmaster().pid();
            run(first, Map.of(), 0, "backup", "beside.backup").contains("Backup written: ");
            assertThat(new EmbeddedServer(first).postmaster().pid()).isEqualTo(server);
            assertThat(client.get("/readyz").status()).isEqualTo(200);
            assertThat(program.output()).doesNotContain("embedded_database_ended", "road_lost", "database_away");
            truck = seen(client, id);
            track = track(client, id, fixes);
            assertThat(track.at("/geometry/coordinates")).isNotEmpty();
            run(first, Map.of(), 1, "restore", "beside.backup").contains("Another Watchtower runs on the data folder");
        }

        run(first, Map.of(), 0, "backup", "after.backup").contains("Backup written: ");
        assertThat(first.resolve("data/pg/postmaster.pid")).doesNotExist();
        run(first, Map.of(), 1, "restore", "after.backup").contains("is not empty");
        run(first, Map.of("BACKUP_KEY", "short"), 1, "backup", "x").contains("BACKUP_KEY must be 32 random bytes");
        Files.createDirectories(second);
        run(second, Map.of("BACKUP_KEY", KEY), 1, "backup", "x").contains("There is no database in the data folder");
        run(second, Map.of(), 1, "restore", "../first/beside.backup").contains("BACKUP_KEY is not set");
        run(second, Map.of(), 1, "backpu", "x").contains("backup <file>");
        assertThat(second.resolve("data")).doesNotExist();

        for (var file : List.of("beside.backup", "after.backup")) {
            var again = folder.resolve("again-" + file);
            Files.createDirectories(again);
            run(again, Map.of("BACKUP_KEY", KEY), 0, "restore", "../first/" + file)
                    .contains("The file is whole", "Watchtower can be started on it");
            try (var program = Program.start(again, Map.of("WATCHTOWER_ADMIN_PASSWORD", "another than before"))) {
                var client = program.client().signIn("admin", PASSWORD);
                var id = UUID.fromString(truck.get("id").asString());
                assertThat(seen(client, id)).isEqualTo(truck);
                assertThat(track(client, id, fixes)).isEqualTo(track);
                try (var watching = Watching.open(client, "{\"type\": \"watch\"}")) {
                    await().until(() -> watching.trucks().containsKey("875"));
                }
                var next = TruckDays.drive("876", 1, 60, new Random(8));
                client.addTruck("876");
                assertThat(client.post("/api/v1/positions", next).status()).isEqualTo(200);
                new Aftermath(new EmbeddedServer(again).database()).awaitAllDone();
            }
        }
    }

    @Test
    void aRestoreThatWasKilledIsNotTakenForAWholeOneAndIsBegunAnew() throws Exception {
        var source = TestPostgres.newDatabase();
        var target = TestPostgres.newDatabase();
        var from = Map.of("DATABASE_URL", source, "BACKUP_KEY", KEY, "WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
        var to = Map.of("DATABASE_URL", target, "BACKUP_KEY", KEY, "WATCHTOWER_ADMIN_PASSWORD", PASSWORD);
        try (var program = Program.start(folder, from)) {
            program.client().signIn("admin", PASSWORD).addTruck("875");
        }
        run(folder, from, 0, "backup", "b").contains("Backup written");
        var database = JdbcClient.create(new DriverManagerDataSource(target));
        try (var holder = DriverManager.getConnection(target);
                var hold = holder.createStatement()) {
            hold.execute("select pg_advisory_lock(4711)");
            holdWhileLoading(database, JdbcClient.create(new DriverManagerDataSource(source)));
            var restore = Program.startAsIs(folder, to, "restore", "b");
            await().atMost(LIMIT)
                    .until(() -> database.sql(
                                            "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")
                                    .query(Integer.class)
                                    .single()
                            > 0);
            run(folder, to, 1, "restore", "b").contains("Another restore");
            restore.kill();
            hold.execute("select pg_advisory_unlock(4711)");
        }
        database.sql("drop event trigger hold").update();
        run(folder, to, 1).contains("A restore into the schema dev of this database has not ended");
        run(folder, to, 1, "backup", "c").contains("A restore into the schema dev of this database has not ended");
        run(folder, to, 0, "restore", "b").contains("Watchtower can be started on it");
        try (var program = Program.start(folder, to)) {
            var trucks = program.client()
                    .signIn("admin", PASSWORD)
                    .get("/api/v1/trucks")
                    .json();
            assertThat(trucks.at("/items/0/truckNumber").asString()).isEqualTo("875");
        }
    }

    /** Lets no table be changed once all migrations are done, while somebody holds the lock. */
    private static void holdWhileLoading(JdbcClient database, JdbcClient source) {
        var migrations = source.sql("select count(*) from dev.flyway_schema_history where version is not null")
                .query(Integer.class)
                .single();
        database.sql("""
                        create function hold() returns event_trigger language plpgsql as $$
                        begin
                            if to_regclass('dev.flyway_schema_history') is not null
                                and (select count(*) from dev.flyway_schema_history where version is not null) >= %d then
                                perform pg_advisory_lock_shared(4711);
                            end if;
                        end $$""".formatted(migrations)).update();
        database.sql(
                        "create event trigger hold on ddl_command_start when tag in ('ALTER TABLE') execute function hold()")
                .update();
    }

    private AbstractStringAssert<?> run(Path folder, Map<String, String> settings, int exitCode, String... words)
            throws Exception {
        var environment = new HashMap<>(settings);
        environment.put("PORT", "0");
        try (var command = Program.startAsIs(folder, environment, words)) {
            var code = command.exitCode();
            var output = command.output();
            assertThat(code).as(output).isEqualTo(exitCode);
            return assertThat(output).doesNotContain("\tat ", KEY);
        }
    }

    private static JsonNode seen(Client client, UUID truck) {
        return client.get("/api/v1/trucks/" + truck).json();
    }

    private static JsonNode track(Client client, UUID truck, List<PositionReport> fixes) {
        var span = "?from=" + fixes.getFirst().recordedAt() + "&to="
                + fixes.getLast().recordedAt();
        return client.get("/api/v1/trucks/" + truck + "/track" + span).json();
    }
}
