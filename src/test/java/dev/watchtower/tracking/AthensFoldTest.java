package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Skip;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** Real trucks imported in the order of their file, of which many lines are late, and in the order of time. */
@ServerTest
@Import(AthensFoldTest.Listener.class)
class AthensFoldTest {
    private static final Path FILE = Path.of("../shared/data/athens-trucks.csv.gz");

    static class Listener {
        private final Map<UUID, List<MotionEvent>> heard = new ConcurrentHashMap<>();

        @EventListener
        void on(MotionEvent event) {
            heard.computeIfAbsent(event.organization(), one -> new CopyOnWriteArrayList<>())
                    .add(event);
        }
    }

    @Autowired
    Server server;

    @Autowired
    Listener listener;

    @Test
    void theOrderOfTheFileDoesNotMatter() throws IOException {
        Skip.unless(Files.exists(FILE), "the fold of real trucks: their file is not beside the project");
        var asItIs = server.newOrganization();
        var sorted = server.newOrganization();
        imported(asItIs, Files.readAllBytes(FILE), "athens.csv.gz");
        imported(sorted, sortedByTime(), "sorted.csv");
        awaitFolded(asItIs);
        awaitFolded(sorted);

        var episodes = episodes(asItIs);
        assertThat(episodes).hasSizeGreaterThan(3_000);
        assertThat(episodes).isEqualTo(episodes(sorted));
        assertThat(days(asItIs)).hasSizeBetween(260, 273).isEqualTo(days(sorted));
        assertThat(dayStates(asItIs)).isEqualTo(dayStates(sorted));
        assertThat(server.database()
                        .sql("select distinct origin from motion_episodes where organization_id in (?, ?)")
                        .params(organization(asItIs), organization(sorted))
                        .query(String.class)
                        .list())
                .containsExactly("IMPORT");
        for (var client : List.of(asItIs, sorted)) {
            await().until(() -> server.database()
                            .sql("select count(*) from motion_news where organization_id = ?")
                            .param(organization(client))
                            .query(Long.class)
                            .single()
                    == 0);
            assertThat(listener.heard.get(organization(client)).stream().map(MotionEvent::origin))
                    .containsOnly(Origin.IMPORT);
        }
        // In order everything is found once; only what lasted at a keeping changes.
        assertThat(listener.heard.get(organization(sorted)).stream()
                        .filter(event -> event.change() == MotionEvent.Change.FOUND)
                        .map(MotionEvent::episode))
                .doesNotHaveDuplicates();
    }

    private static byte[] sortedByTime() throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            var all = lines.lines().toList();
            return Stream.concat(
                            all.stream().limit(1),
                            all.stream().skip(1).sorted(Comparator.comparing(line -> line.split(",")[1])))
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void imported(Client client, byte[] file, String name) {
        var id = client.upload("/api/v1/imports/positions", name, file, Map.of("createTrucks", "true"))
                .id();
        var done = await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> client.get("/api/v1/imports/" + id).json(),
                        one -> !one.get("finishedAt").isNull());
        assertThat(done.get("accepted").asInt()).isEqualTo(112_203);
    }

    private void awaitFolded(Client client) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> server.database()
                                .sql("""
                                select count(*) from trucks t left join truck_progress p on p.truck_id = t.id
                                where t.organization_id = ? and (p.refold_from is not null or p.folded_to is distinct from
                                    (select max(recorded_at) from vehicle_positions v where v.truck_id = t.id))""")
                                .param(organization(client))
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private List<String> episodes(Client client) {
        return rows(client, """
                select concat_ws(' ', t.truck_number, e.kind, e.began_at, coalesce(e.ended_at::text, 'lasts'), e.latitude,
                    e.longitude)
                from motion_episodes e join trucks t on t.id = e.truck_id where e.organization_id = ? order by 1""");
    }

    private List<String> days(Client client) {
        return rows(client, """
                select concat_ws(' ', t.truck_number, d.day, d.distance_cm, d.top_speed_kph, d.carried_cm)
                from truck_days d join trucks t on t.id = d.truck_id where d.organization_id = ? order by 1""");
    }

    private List<String> dayStates(Client client) {
        return rows(client, """
                select concat_ws(' ', t.truck_number, d.day, d.state)
                from truck_day_states d join trucks t on t.id = d.truck_id where d.organization_id = ? order by 1""");
    }

    private List<String> rows(Client client, String sql) {
        return server.database()
                .sql(sql)
                .param(organization(client))
                .query(String.class)
                .list();
    }

    private static UUID organization(Client client) {
        return UUID.fromString(
                client.get("/api/v1/me").json().at("/organization/id").asString());
    }
}
