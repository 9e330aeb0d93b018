package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.Watchtower;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.testing.TestPostgres;
import dev.watchtower.tracking.motion.MotionFix;
import dev.watchtower.tracking.motion.MotionRules;
import dev.watchtower.tracking.motion.MotionState;
import dev.watchtower.tracking.motion.MotionStateCodec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
            trucks.put(addTruck(organization, number), drive(number, random));
        }
        var cards = deal(trucks.values(), disorder, repeated, random);
        var intake = program.getBean(PositionIntake.class);
        for (int from = 0; from < cards.size(); ) {
            var to = Math.min(cards.size(), from + 1 + random.nextInt(largestBatch));
            var batch = cards.subList(from, to);
            Tenancy.run(organization, () -> intake.accept(Source.API, batch));
            from = to;
            if (random.nextDouble() < forgetful) {
                forget();
            }
        }
        for (var truck : trucks.entrySet()) {
            var expected = fold(truck.getValue());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(state(truck.getKey())).isEqualTo(expected.state());
                assertThat(episodes(truck.getKey())).isEqualTo(shown(expected.episodes()));
                assertThat(days(truck.getKey())).isEqualTo(shown(expected.days()));
                assertThat(dayEnds(truck.getKey())).isEqualTo(expected.dayEnds());
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

    private static FoldRun fold(List<PositionReport> reports) {
        var run = new FoldRun(MotionState.START, MotionRules.STANDARD, step -> {});
        reports.stream()
                .map(AnyOrderTest::motionFix)
                .sorted(Comparator.comparingLong(MotionFix::at))
                .forEach(fix -> run.take(fix, Origin.LIVE, step -> true));
        return run;
    }

    private static MotionFix motionFix(PositionReport report) {
        var speed = report.speedKph();
        return MotionFix.of(
                report.recordedAt().toEpochMilli(),
                report.latitude(),
                report.longitude(),
                report.ignition(),
                speed == null ? null : (Float) speed.floatValue());
    }

    /** Four days over three midnights: legs, stops with and without ignition, silences, jumps. */
    private static List<PositionReport> drive(String truck, Random random) {
        var end = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
        var now = end.minus(Duration.ofDays(DAYS)).plusSeconds(random.nextInt(7_200));
        var fixes = new ArrayList<PositionReport>();
        double latitude = 38;
        double longitude = 23.5;
        while (now.isBefore(end)) {
            Boolean ignition = random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
            var kph = random.nextInt(3) == 0 ? 0 : 20 + random.nextInt(60);
            var heading = random.nextDouble() * 2 * Math.PI;
            for (int i = 10 + random.nextInt(40); i > 0; i--) {
                latitude += kph / 3.6 * 60 / 111_195 * Math.cos(heading) + random.nextGaussian() * 5e-5;
                longitude += kph / 3.6 * 60 / 87_622 * Math.sin(heading) + random.nextGaussian() * 5e-5;
                var off = random.nextInt(200) == 0 ? 0.06 : 0;
                fixes.add(new PositionReport(
                        truck,
                        now,
                        latitude + off,
                        longitude,
                        random.nextBoolean() ? (Double) (double) kph : null,
                        null,
                        ignition,
                        null,
                        null));
                now = now.plusSeconds(30 + random.nextInt(60));
            }
            latitude = Math.clamp(latitude, 36, 40);
            longitude = Math.clamp(longitude, 21, 26);
            if (random.nextInt(3) == 0) {
                var near = random.nextBoolean() ? 1e-4 : 0.1;
                latitude += random.nextGaussian() * near;
                longitude += random.nextGaussian() * near;
                now = now.plusSeconds(random.nextInt(20_000));
            }
        }
        return fixes.stream().filter(fix -> fix.recordedAt().isBefore(end)).toList();
    }

    /** In the order of time but for so many that come anywhere, and so many that come again. */
    private static List<PositionReport> deal(
            Collection<List<PositionReport>> trucks, double disorder, double repeated, Random random) {
        var inOrder = trucks.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(PositionReport::recordedAt))
                .toList();
        var late = new ArrayList<PositionReport>();
        var cards = new ArrayList<PositionReport>();
        var share = disorder * disorder * disorder; // mostly a little
        for (var fix : inOrder) {
            (random.nextDouble() < share ? late : cards).add(fix);
            if (random.nextDouble() < repeated) {
                late.add(fix);
            }
        }
        Collections.shuffle(late, random);
        late.forEach(fix -> cards.add(random.nextInt(cards.size() + 1), fix));
        return cards;
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
        Tenancy.in(
                organization,
                () -> program.getBean(dev.watchtower.fleet.Trucks.class).addMissing(List.of(number)));
        return database.sql("select id from trucks where organization_id = ? and truck_number = ?")
                .params(organization, number)
                .query(UUID.class)
                .single();
    }

    private static MotionState state(UUID truck) {
        return database.sql("select state from truck_progress where truck_id = ? and state is not null")
                .param(truck)
                .query((row, n) -> MotionStateCodec.state(row.getBytes(1)))
                .optional()
                .orElse(MotionState.START);
    }

    private static boolean marked(UUID truck) {
        return database.sql("select refold_from is not null from truck_progress where truck_id = ?")
                .param(truck)
                .query(Boolean.class)
                .single();
    }

    private static List<String> episodes(UUID truck) {
        return database
                .sql("select * from motion_episodes where truck_id = ? order by began_at, kind")
                .param(truck)
                .query((row, n) -> EpisodeWriter.episode(row))
                .list()
                .stream()
                .map(AnyOrderTest::shown)
                .toList();
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

    private static List<String> shown(List<Episode> episodes) {
        return episodes.stream()
                .sorted(Comparator.comparingLong(Episode::from)
                        .thenComparing(one -> one.kind().name()))
                .map(AnyOrderTest::shown)
                .toList();
    }

    private static String shown(Episode episode) {
        return episode.kind() + " " + episode.from() + " " + episode.to() + " " + episode.point();
    }

    private static Map<Long, String> days(UUID truck) {
        var days = new TreeMap<Long, DayFigures>();
        database.sql("select * from truck_days where truck_id = ?").param(truck).query(row -> {
            days.put(row.getObject("day", LocalDate.class).toEpochDay(), DayFigures.of(row));
        });
        return shown(days);
    }

    private static Map<Long, MotionState> dayEnds(UUID truck) {
        var states = new TreeMap<Long, MotionState>();
        database.sql("select day, state from truck_day_states where truck_id = ?")
                .param(truck)
                .query(row -> {
                    states.put(
                            row.getObject("day", LocalDate.class).toEpochDay(),
                            MotionStateCodec.state(row.getBytes("state")));
                });
        return states;
    }

    private static Map<Long, String> shown(Map<Long, DayFigures> days) {
        var shown = new TreeMap<Long, String>();
        days.forEach((day, figures) -> shown.put(
                day,
                Arrays.toString(figures.centimetres) + Arrays.toString(figures.topSpeedKph) + figures.carriedCentimetres
                        + " " + figures.carriedAt));
        return shown;
    }
}
