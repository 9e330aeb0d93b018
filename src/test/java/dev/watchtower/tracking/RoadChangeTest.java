package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.tracking.roads.Rush;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What fold and re-folder do when messages of before and after a change of the road come in unlucky order. */
@ServerTest
class RoadChangeTest {
    private static final int FIRST = 300;

    @Autowired
    Rush rush;

    @Autowired
    Server server;

    @Autowired
    OwnerDatabase owner;

    @Autowired
    ProgressReader progress;

    @Autowired
    RuleBook ruleBook;

    @Autowired
    LiveFleet live;

    @Autowired
    NewsPublisher publisher;

    @Autowired
    CommitStamps stamps;

    @Autowired
    Clock clock;

    /** Of a process that has not the road yet, beside the server's, which has stored and kept the first fixes. */
    private RoadEpoch epoch;

    private RefoldQueue queue;
    private Folding folding;
    private Refolder refolder;

    private final List<PositionReport> reports =
            TruckDays.drive("875", 2, 60, new Random(4)).subList(0, FIRST + 40);
    private UUID organization;
    private UUID truck;

    @BeforeEach
    void setUp() {
        var metrics = new PositionMetrics(new SimpleMeterRegistry());
        epoch = new RoadEpoch(metrics);
        queue = new RefoldQueue(metrics);
        var erased = new ErasedTrucks();
        var keeper = new FoldKeeper(owner, epoch, live, publisher);
        folding = new Folding(keeper, ruleBook, live, metrics, clock, queue, erased, rush);
        refolder =
                new Refolder(owner, epoch, ruleBook, stamps, live, queue, folding, publisher, erased, metrics, clock);
        folding.start();
        refolder.start();
        var client = server.newOrganization();
        truck = client.addTruck("875");
        organization = server.database()
                .sql("select organization_id from trucks where id = ?")
                .param(truck)
                .query(UUID.class)
                .single();
        client.post("/api/v1/positions", reports.subList(0, FIRST));
        await().untilAsserted(() -> assertThat(kept()).isEqualTo(firsts(FIRST)));
    }

    @AfterEach
    void tearDown() {
        refolder.stop();
        folding.stop();
    }

    @Test
    void aTurnThatComesBeforeTheRoadBeginsIsNotLost() throws Exception {
        folding.load(current(), rows(), Set.of());
        folding.leaveToCaller(current(), UUID.randomUUID(), organization).join(); // now it is loaded
        server.database()
                .sql("update truck_progress set refold_from = folded_to, refold_to = folded_to,"
                        + " refold_version = refold_version + 1 where truck_id = ?")
                .param(truck)
                .update();
        queue.ask(truck, organization);
        await().during(Duration.ofMillis(300)).until(this::isMarked);
        begin();
        await().until(() -> !isMarked());
        assertThat(kept()).isEqualTo(firsts(FIRST));
    }

    @Test
    void whatIsStoredWhileNothingIsLoadedIsNotFoldedFromNothing() throws Exception {
        folding.drop();
        folding.stored(store(FIRST, FIRST + 20), Set.of());
        begin();
        await().during(Duration.ofMillis(1_200))
                .untilAsserted(() -> assertThat(kept()).isEqualTo(firsts(FIRST)));

        folding.load(current(), rows(), progress.behind());
        await().untilAsserted(() -> assertThat(kept()).isEqualTo(firsts(FIRST + 20)));
    }

    @Test
    void anOutcomeOfBeforeTheLoadingTakesNothingBack() throws Exception {
        begin();
        var before = rows().stream()
                .filter(row -> row.truck().equals(truck))
                .findFirst()
                .orElseThrow();
        folding.load(current(), rows(), Set.of());
        folding.stored(store(FIRST, FIRST + 20), Set.of());
        await().untilAsserted(() -> assertThat(kept()).isEqualTo(firsts(FIRST + 20)));

        folding.goOn(
                current(),
                truck,
                organization,
                new Refold.Outcome(before.progress().state(), ruleBook.of(organization), List.of(), null));
        folding.stored(store(FIRST + 20, FIRST + 40), Set.of());
        await().untilAsserted(() -> assertThat(kept()).isEqualTo(firsts(FIRST + 40)));
    }

    private long current() {
        return server.database()
                .sql("select epoch from road_owner")
                .query(Long.class)
                .single();
    }

    private void begin() {
        epoch.begin(current());
    }

    /** Puts some of the fixes into the table, past the server's own recorder and fold. */
    private List<Fix> store(int from, int to) throws Exception {
        var fixes = reports.subList(from, to).stream()
                .map(report -> new Fix(
                        truck,
                        organization,
                        report.recordedAt(),
                        Instant.now(),
                        new GeoPoint(report.latitude(), report.longitude()),
                        report.speedKph(),
                        null,
                        report.ignition(),
                        null,
                        null,
                        Source.API))
                .toList();
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            new PositionWriter(new NewestStored(), new ErasedTrucks())
                    .write(connection, List.of(new FixRows(fixes)), true, 0);
            connection.commit();
            connection.setAutoCommit(true);
        }
        return fixes;
    }

    private List<ProgressReader.Row> rows() throws Exception {
        var rows = new ArrayList<ProgressReader.Row>();
        progress.all(rows::add);
        return rows;
    }

    private boolean isMarked() {
        return server.database()
                .sql("select refold_from is not null from truck_progress where truck_id = ?")
                .param(truck)
                .query(Boolean.class)
                .single();
    }

    private TruckMotion kept() {
        return TruckMotion.kept(server.database(), truck);
    }

    private TruckMotion firsts(int count) {
        return TruckMotion.of(reports.subList(0, count));
    }
}
