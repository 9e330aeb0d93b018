package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A commit that fails when the group after it is copied already. */
@ServerTest
class FailedCommitTest {
    private static final int LOCK = 875;
    private static final int FIXES = 100;

    @Autowired
    Server server;

    private final Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    @AfterEach
    void commitsAreMadeAgain() {
        server.database()
                .sql("drop trigger if exists refuse_commit on vehicle_positions")
                .update();
    }

    /** The two groups are of one truck, or of two. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatWasCopiedMeanwhileIsRefusedWithItAndStoredWhenItIsSentAgain(int trucks) throws Exception {
        var client = server.newOrganization();
        var ids = IntStream.rangeClosed(1, trucks)
                .mapToObj(i -> client.addTruck("T" + i))
                .toList();
        var before = fixes("T1", 0, FIXES);
        var after = fixes("T" + trucks, FIXES, 2 * FIXES);
        assertThat(client.post("/api/v1/positions", fixes("T1", -1, 0)).status())
                .isEqualTo(200);
        refuseCommits(ids.getFirst());

        Future<Client.Answer> first;
        Future<Client.Answer> second;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor();
                var hold = server.connection();
                var statement = hold.createStatement()) {
            hold.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            first = senders.submit(() -> client.post("/api/v1/positions", before));
            await().until(() -> sessions("wait_event_type = 'Lock' and wait_event = 'advisory'") == 1);
            second = senders.submit(() -> client.post("/api/v1/positions", after));
            await().until(() ->
                    sessions("state = 'idle in transaction' and query like 'copy vehicle_positions%'") == 1);
            hold.rollback();
        }
        assertThat(List.of(first.get(), second.get())).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        commitsAreMadeAgain();
        assertThat(client.post("/api/v1/positions", after)
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(FIXES);
        assertThat(client.post("/api/v1/positions", before)
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(FIXES);

        assertThat(ids.stream().mapToLong(server::positions).sum()).isEqualTo(1 + 2 * FIXES);
        var all = new ArrayList<>(fixes("T1", -1, FIXES));
        if (trucks == 1) {
            all.addAll(after);
        } else {
            awaitMotionOf(ids.getLast(), after);
        }
        awaitMotionOf(ids.getFirst(), all);
        assertThat(client.get("/api/v1/trucks/" + ids.getLast() + "/location")
                        .json()
                        .get("recordedAt")
                        .asString())
                .isEqualTo(after.getLast().recordedAt().toString());
    }

    private void awaitMotionOf(UUID truck, List<PositionReport> fixes) {
        var motion = TruckMotion.of(fixes);
        await().untilAsserted(() ->
                assertThat(TruckMotion.kept(server.database(), truck)).isEqualTo(motion));
    }

    private long sessions(String which) {
        return server.database()
                .sql("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'watchtower-owner' and " + which)
                .query(Long.class)
                .single();
    }

    /** Commits with positions of the truck wait for the lock and fail then. */
    private void refuseCommits(UUID truck) {
        server.database().sql("""
                        create or replace function refuse_commit() returns trigger language plpgsql as $$
                        begin
                            perform pg_advisory_xact_lock(%d);
                            raise exception 'no room' using errcode = '53100';
                        end $$""".formatted(LOCK)).update();
        server.database().sql("""
                        create constraint trigger refuse_commit after insert on vehicle_positions
                        deferrable initially deferred for each row when (new.truck_id = '%s')
                        execute function refuse_commit()""".formatted(truck)).update();
    }

    private List<PositionReport> fixes(String truck, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new PositionReport(
                        truck, start.plusSeconds(10L * i), 38 + i / 1000.0, 23.7, null, null, null, null, null))
                .toList();
    }
}
