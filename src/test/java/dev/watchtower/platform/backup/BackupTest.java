package dev.watchtower.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.process.Aftermath;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.TestPostgres;
import dev.watchtower.tracking.TruckDays;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

@ServerTest
@Timeout(300)
class BackupTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern TABLE_LINE = Pattern.compile("(?m)^ *([0-9,]+)  (\\w+)$");

    @Autowired
    Server server;

    @Value("${watchtower.database.url}")
    String source;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("fleet.backup");
    }

    @Test
    void everyTableComesBackRowForRow() {
        var client = server.newOrganization();
        drive(client);
        new Aftermath(server.database()).awaitAllDone();

        var saved = Asked.backup(source, file);
        assertThat(saved.exitCode()).as(saved.output()).isZero();
        var before = Contents.of(source, "dev");
        assertThat(TABLE_LINE.matcher(saved.output()).results().map(line -> line.group(2)))
                .containsExactlyInAnyOrderElementsOf(before.tables());

        var url = TestPostgres.newDatabase();
        var restored = Asked.restore(url, "dev", file);
        assertThat(restored.exitCode()).as(restored.output()).isZero();
        var after = Contents.of(url, "dev");
        var rows = after.rows();
        assertThat(rows.keySet()).containsAll(List.of("trucks", "road_cells", "intake_refusals", "motion_rules"));
        for (var table : List.of("trucks", "road_cells", "intake_refusals", "motion_rules", "motion_episodes")) {
            assertThat(rows.get(table)).as(table).isNotEmpty();
        }
        var expected = before.rows();
        rows.remove("scheduled_tasks"); // of the running source they change each second; compared below
        expected.remove("scheduled_tasks");
        assertThat(rows).isEqualTo(expected);
        assertThat(after.surroundings()).isEqualTo(before.surroundings());

        assertComesBackUnderAnotherName(url, after);
    }

    /** One that nothing runs on: there all can be compared, by PostgreSQL itself. */
    private void assertComesBackUnderAnotherName(String url, Contents first) {
        first.database().sql("""
                        insert into driven_steps (organization_id, steps)
                        select id, decode(repeat('00ff', 8), 'hex') from organizations""").update();
        first.database()
                .sql("update organizations set name = E'tab\\t line\\n back\\\\slash \\\\. Ω ' || name")
                .update();
        var second = folder.resolve("second.backup");
        assertThat(Asked.backup(url, second).exitCode()).isZero();
        first.database().sql("create schema other_name").update();
        var restored = Asked.restore(url, "other_name", second);
        assertThat(restored.exitCode()).as(restored.output()).isZero();
        var copy = Contents.of(url, "other_name");
        assertThat(copy.tables()).containsExactlyInAnyOrderElementsOf(first.tables());
        for (var table : first.tables()) {
            var columns = first.columns(table);
            var one = "select " + columns + " from dev." + table;
            var other = "select " + columns + " from other_name." + table;
            assertThat(first.database()
                            .sql("select count(*) from ((" + one + " except all " + other + ") union all (" + other
                                    + " except all " + one + ")) differing")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        var next = "insert into driven_steps (organization_id, steps) select id, '\\x00000000000000000000000000000000'"
                + " from organizations limit 1 returning id";
        var greatest = first.database()
                .sql("select max(id) from driven_steps")
                .query(Long.class)
                .single();
        assertThat(copy.database().sql(next).query(Long.class).single()).isEqualTo(greatest + 1);
        assertThat(copy.database()
                        .sql("select pg_get_functiondef('find_login'::regproc)")
                        .query(String.class)
                        .single())
                .contains("other_name")
                .doesNotContain("dev");
    }

    @Test
    void aBackupIsOfOneMomentWhilePositionsComeIn() throws Exception {
        var client = server.newOrganization();
        var trucks = List.of("M1", "M2", "M3");
        trucks.forEach(client::addTruck);
        var drives = trucks.stream()
                .map(truck -> TruckDays.drive(truck, 3, 20, new Random(truck.hashCode())))
                .toList();
        var cards = TruckDays.deal(drives, 0.4, 0.02, new Random(1));
        var goesOn = new AtomicBoolean(true);
        var pairs = Thread.startVirtualThread(() -> {
            for (int i = 0; goesOn.get(); i++) {
                pair("moment" + i);
            }
        });
        var sender = Thread.startVirtualThread(() -> {
            for (int from = 0; from < cards.size() && goesOn.get(); from += 50) {
                client.post("/api/v1/positions", cards.subList(from, Math.min(cards.size(), from + 50)));
            }
        });
        try {
            await().atMost(LIMIT)
                    .until(() -> count("users where user_name like 'moment%'") > 100
                            && count("truck_progress where folded_to is not null") > 0);
            assertThat(Asked.backup(source, file).exitCode()).isZero();
        } finally {
            goesOn.set(false);
            pairs.join();
            sender.join();
        }
        var url = TestPostgres.newDatabase();
        assertThat(Asked.restore(url, "dev", file).exitCode()).isZero();
        var restored = Contents.of(url, "dev").database();
        var users = restored.sql("select user_name from users where user_name like 'moment%' order by 1")
                .query(String.class)
                .list();
        var organizations = restored.sql("select name from organizations where name like 'moment%' order by 1")
                .query(String.class)
                .list();
        assertThat(users).hasSizeGreaterThan(100).isEqualTo(organizations);
        assertThat(count("users where user_name like 'moment%'")).isGreaterThan(users.size());
        assertThat(restored.sql("select count(*) from truck_progress where folded_to is not null")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(restored.sql("""
                        select count(*) from truck_progress p where folded_to is not null and not exists (
                            select from vehicle_positions v where v.truck_id = p.truck_id and v.recorded_at = p.folded_to)""").query(Long.class).single()).isZero();
    }

    @Test
    void aFileThatIsNotTheWholeBackupIsRefusedBeforeAnythingIsTouched() throws Exception {
        assertThat(Asked.backup(source, file).exitCode()).isZero();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var whole = Files.readAllBytes(file);
        assertThat(new String(whole, StandardCharsets.ISO_8859_1)).doesNotContain("motion_episodes");

        var seed = System.nanoTime();
        var random = new Random(seed);
        var firstLine = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int i = 0; i < 100; i++) {
            var cut = i < 10 ? whole.length - 1 - i : firstLine + random.nextInt(whole.length - firstLine);
            assertRefused(Arrays.copyOf(whole, cut), "seed " + seed, "damaged or was cut off");
            var flipped = whole.clone();
            flipped[firstLine + random.nextInt(whole.length - firstLine)] ^= (byte) (1 << random.nextInt(8));
            assertRefused(flipped, "seed " + seed, "damaged or was cut off");
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "longer", "damaged or was cut off");
        assertRefused(new byte[0], "empty", "not a backup of Watchtower");
        assertRefused("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "CSV", "not a backup of Watchtower");
        assertRefused(
                "watchtower-backup 2 key=00000000\n".getBytes(StandardCharsets.UTF_8), "format", "newer Watchtower");

        var other = Asked.run(
                "postgresql://nowhere.invalid/x",
                "dev",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWc=",
                List.of("restore", file.toString()));
        assertThat(other.exitCode()).isOne();
        assertThat(other.output()).contains("made with another key");
        var missing = Asked.run(
                source, "dev", "", List.of("backup", folder.resolve("other").toString()));
        assertThat(missing.exitCode()).isOne();
        assertThat(missing.output()).contains("BACKUP_KEY is not set", "openssl rand -base64 32");
        var absent = Asked.restore("postgresql://nowhere.invalid/x", "dev", folder.resolve("none"));
        assertThat(absent.output()).contains("There is no file");
    }

    private void assertRefused(byte[] bytes, String as, String message) throws Exception {
        var damaged = Files.write(folder.resolve("damaged"), bytes);
        var key = BackupKey.of(new BackupSettings(Asked.KEY));
        assertThatThrownBy(() -> new Restore(key, line -> {}).read(damaged, () -> {
                    throw new AssertionError("the database was opened");
                }))
                .as(as)
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void nothingIsReplaced() throws Exception {
        Files.writeString(file, "mine");
        var existing = Asked.backup(source, file);
        assertThat(existing.exitCode()).isOne();
        assertThat(existing.output()).contains("exists", "--overwrite");
        assertThat(file).hasContent("mine");
        var told = Asked.backup(source, file, "--overwrite");
        assertThat(told.exitCode()).as(told.output()).isZero();
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        var filled = Asked.restore(source, "dev", file);
        assertThat(filled.exitCode()).isOne();
        assertThat(filled.output()).contains("is not empty");
        var nothing = Asked.backup(TestPostgres.newDatabase(), folder.resolve("nothing"));
        assertThat(nothing.exitCode()).isOne();
        assertThat(nothing.output()).contains("nothing to back up");
        assertThat(folder.resolve("nothing")).doesNotExist();
        assertThat(folder.resolve("nothing.part")).doesNotExist();
        var nowhere = Asked.backup(source, folder.resolve("no/such/file"));
        assertThat(nowhere.output()).contains("There is no folder");
    }

    @Test
    void whatFailsOnTheWayLeavesAnEmptySchema() {
        var url = TestPostgres.newDatabase();
        assertThat(Asked.backup(source, file).exitCode()).isZero();
        assertThat(Asked.restore(url, "dev", file).exitCode()).isZero();
        var database = Contents.of(url, "dev").database();
        database.sql("alter table truck_devices drop constraint truck_devices_organization_id_truck_id_fkey")
                .update();
        database.sql("insert into truck_devices (organization_id, device_id, truck_id) values (?, 'x', ?)")
                .params(UUID.randomUUID(), UUID.randomUUID())
                .update();
        var orphaned = folder.resolve("orphaned.backup");
        assertThat(Asked.backup(url, orphaned).exitCode()).isZero();
        database.sql(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                                + " execution_time, success) values (9999, '9999', '', 'SQL', '', '', 0, true)")
                .update();
        var newer = folder.resolve("newer.backup");
        assertThat(Asked.backup(url, newer).exitCode()).isZero();

        var target = TestPostgres.newDatabase();
        assertLeavesNothing(target, orphaned, "left nothing", "foreign key");
        assertLeavesNothing(target, newer, "made by a newer Watchtower", "9999");
        assertThat(Asked.restore(target, "dev", file).exitCode()).isZero();
    }

    private static void assertLeavesNothing(String url, Path file, String... says) {
        var failed = Asked.restore(url, "dev", file);
        assertThat(failed.exitCode()).isOne();
        assertThat(failed.output()).contains(says).doesNotContain("\tat ");
        var left = Contents.of(url, "dev");
        assertThat(left.tables()).isEmpty();
        assertThat(left.database()
                        .sql("select count(*) from pg_proc where pronamespace = to_regnamespace('dev')")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(left.database()
                        .sql("select count(obj_description(to_regnamespace('dev'), 'pg_namespace'))")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void wordsThatMeanNothingAreAnsweredWithThoseThatDo() {
        for (var words : List.of(
                List.of("backups"),
                List.of("backup"),
                List.of("backup", "a", "b"),
                List.of("backup", "a", "--overwritte"),
                List.of("restore", "a", "--overwrite"),
                List.of("-h"))) {
            var asked = Asked.run("postgresql://nowhere.invalid/x", "dev", Asked.KEY, words);
            assertThat(asked.exitCode()).as(words.toString()).isOne();
            assertThat(asked.output())
                    .contains("backup <file>", "restore <file>")
                    .doesNotContain(Asked.KEY);
        }
        assertThat(Commands.areIn(new String[] {"--server.port=0", "--debug"})).isFalse();
    }

    private void drive(Client client) {
        var rules = ((ObjectNode) client.get("/api/v1/settings/motion").json()).put("stopSeconds", 240);
        assertThat(client.put("/api/v1/settings/motion", rules).status()).isEqualTo(200);
        var drives = List.of(TruckDays.drive("B1", 2, 30, new Random(1)), TruckDays.drive("B2", 1, 60, new Random(2)));
        client.addTruck("B1");
        client.addTruck("B2");
        TruckDays.deal(drives, 0.5, 0.05, new Random(3)).stream()
                .collect(Collectors.groupingBy(fix -> fix.recordedAt().getEpochSecond() % 7))
                .values()
                .forEach(batch -> assertThat(
                                client.post("/api/v1/positions", batch).status())
                        .isEqualTo(200));
        var lines = "truck,time,latitude,longitude\nB3,2026-10-01T00:00:00Z,38,23.7\nB3,never,38,23.7\n";
        var id = client.upload(
                        "/api/v1/imports/positions",
                        "x.csv",
                        lines.getBytes(StandardCharsets.UTF_8),
                        Map.of("createTrucks", "true"))
                .id();
        await().atMost(LIMIT)
                .until(() -> client.get("/api/v1/imports/" + id)
                        .json()
                        .get("status")
                        .asString()
                        .equals("DONE"));
    }

    /** An organization and a user that are there together or not at all. */
    private void pair(String name) {
        server.database().sql("""
                        with one as (insert into organizations (id, name, type, time_zone, country, units, locale)
                            values (gen_random_uuid(), :name, 'CLIENT', 'UTC', 'GR', 'METRIC', 'en'))
                        insert into users (id, name, user_name, email, password_hash)
                        values (gen_random_uuid(), :name, :name, :name || '@example.org', 'none')""").param("name", name).update();
    }

    private long count(String fromWhere) {
        return server.database()
                .sql("select count(*) from " + fromWhere)
                .query(Long.class)
                .single();
    }
}
