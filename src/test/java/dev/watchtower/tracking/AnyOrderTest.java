package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.Watchtower;
import dev.watchtower.identity.Access;
import dev.watchtower.platform.Ids;
import dev.watchtower.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deals the fixes of 20 truck-days to the running program in any order, batch size and repetition, and has it forget all
 * that is not stored between any two commits. What is kept in the end is what the fold says of the fixes in order.
 */
class AnyOrderTest {
    private static final int TRUCKS = 5;
    private static final int DAYS = 4;
    private static final int SECONDS = 60;

    private static ConfigurableApplicationContext program;
    private static JdbcClient database;
    private static final Map<UUID, Map<UUID, MotionEvent>> heard = new ConcurrentHashMap<>();
    private static final Map<UUID, List<String>> wrong = new ConcurrentHashMap<>();

    @BeforeContainer
    static void start() {
        var url = TestPostgres.newDatabase();
        program = new SpringApplicationBuilder(Watchtower.class)
                .initializers(context -> context.addApplicationListener(
                        (ApplicationListener<PayloadApplicationEvent<?>>) AnyOrderTest::hear))
                .run(
                        "--server.port=0",
                        "--watchtower.database.url=" + url,
                        "--watchtower.data=" + Path.of("target", "test-data", "any-order"),
                        "--watchtower.passwords.bcrypt-cost=4",
                        "--watchtower.administrator.password=correct horse battery");
        database = JdbcClient.create(program.getBean("ownerDataSource", DataSource.class));
    }

    @AfterContainer
    static void stop() {
        program.close();
    }

    private static void hear(PayloadApplicationEvent<?> event) {
        if (event.getPayload() instanceof MotionEvent news) {
            var known = heard.computeIfAbsent(news.organization(), one -> new ConcurrentHashMap<>());
            var before = known.get(news.episode());
            switch (news.change()) {
                case FOUND -> {
                    known.put(news.episode(), news);
                    complainUnless(before == null, news);
                }
                case CHANGED -> {
                    known.put(news.episode(), news);
                    complainUnless(before != null, news);
                }
                case WITHDRAWN -> complainUnless(known.remove(news.episode()) != null, news);
            }
        }
    }

    private static void complainUnless(boolean right, MotionEvent news) {
        if (!right) {
            wrong.computeIfAbsent(news.organization(), one -> new ArrayList<>()).add(news.toString());
        }
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void theEndIsTheSame(
            @ForAll long seed,
            @ForAll @IntRange(min = 100, max = 1_000) int largestBatch,
            @ForAll @DoubleRange(min = 0, max = 1) double disorder,
            @ForAll @DoubleRange(min = 0, max = 0.3) double repeated,
            @ForAll @DoubleRange(min = 0, max = 0.2) double forgetful)
            throws SQLException {
        dealAndCompare(seed, largestBatch, disorder, repeated, forgetful);
    }

    @Tag("full")
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theEndIsTheSameInSmallBatchesToo(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int largestBatch,
            @ForAll @DoubleRange(min = 0, max = 1) double disorder,
            @ForAll @DoubleRange(min = 0, max = 0.3) double repeated,
            @ForAll @DoubleRange(min = 0, max = 0.2) double forgetful)
            throws SQLException {
        dealAndCompare(seed, largestBatch, disorder, repeated, forgetful);
    }

    private static void dealAndCompare(long seed, int largestBatch, double disorder, double repeated, double forgetful)
            throws SQLException {
        var random = new Random(seed);
        var organization = newOrganization();
        var trucks = new HashMap<UUID, List<PositionReport>>();
        for (int i = 0; i < TRUCKS; i++) {
            var number = "T" + i;
            trucks.put(addTruck(organization, number), TruckDays.drive(number, DAYS, SECONDS, random));
        }
        var cards = TruckDays.deal(trucks.values(), disorder, repeated, random);
        var intake = program.getBean(PositionIntake.class);
        for (int from = 0; from < cards.size(); ) {
            var to = Math.min(cards.size(), from + 1 + random.nextInt(largestBatch));
            var batch = cards.subList(from, to);
            Access.runSystem(organization, () -> intake.accept(Source.API, batch));
            from = to;
            if (random.nextDouble() < forgetful) {
                forget();
            }
        }
        for (var truck : trucks.entrySet()) {
            var expected = TruckMotion.of(truck.getValue());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(TruckMotion.kept(database, truck.getKey())).isEqualTo(expected);
                assertThat(marked(truck.getKey())).isFalse();
            });
            await().untilAsserted(() ->
                    assertThat(heard(organization, truck.getKey())).isEqualTo(ids(truck.getKey())));
        }
        assertThat(wrong.get(organization)).isNull();
    }

    /** As a process that takes the road from another one, which may still be at work. */
    private static void forget() throws SQLException {
        var epoch = database.sql("update road_owner set epoch = epoch + 1 returning epoch")
                .query(Long.class)
                .single();
        program.getBean(RoadLoader.class).load(epoch);
        program.getBean(RoadEpoch.class).begin(epoch);
    }

    private static UUID newOrganization() {
        var organization = Ids.next();
        database.sql("insert into organizations (id, name, type, time_zone, country, units, locale)"
                        + " values (?, 'Any order', 'TRANSPORTER', 'UTC', 'GR', 'METRIC', 'el')")
                .param(organization)
                .update();
        return organization;
    }

    private static UUID addTruck(UUID organization, String number) {
        Access.system(
                organization,
                () -> program.getBean(dev.watchtower.fleet.Trucks.class).addMissing(List.of(number)));
        return database.sql("select id from trucks where organization_id = ? and truck_number = ?")
                .params(organization, number)
                .query(UUID.class)
                .single();
    }

    private static boolean marked(UUID truck) {
        return database.sql("select refold_from is not null from truck_progress where truck_id = ?")
                .param(truck)
                .query(Boolean.class)
                .single();
    }

    private static Map<UUID, String> ids(UUID truck) {
        var found = new TreeMap<UUID, String>();
        database.sql("select * from motion_episodes where truck_id = ?")
                .param(truck)
                .query(row -> {
                    var episode = EpisodeWriter.episode(row);
                    found.put(
                            row.getObject("id", UUID.class),
                            episode.kind() + " " + episode.from() + " " + episode.to());
                });
        return found;
    }

    private static Map<UUID, String> heard(UUID organization, UUID truck) {
        var found = new TreeMap<UUID, String>();
        heard.getOrDefault(organization, Map.of()).forEach((id, news) -> {
            if (news.truck().equals(truck)) {
                var to = news.to();
                found.put(
                        id,
                        news.kind() + " " + news.from().toEpochMilli() + " " + (to == null ? null : to.toEpochMilli()));
            }
        });
        return found;
    }
}
