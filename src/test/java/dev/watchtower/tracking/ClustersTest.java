package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class ClustersTest {
    private static final String ALL = "{\"type\":\"watch\",\"fleet\":true}";
    private static final Instant NOW = Instant.now();

    @Autowired
    Server server;

    @Autowired
    TruckEraser eraser;

    @Autowired
    Trucks trucks;

    private Client client;

    @BeforeEach
    void organization() {
        client = server.newOrganization();
    }

    @Test
    void moreThanTwoThousandTrucksAreCountedUntilTheMapIsCloseEnough() {
        addFleet(2_500, i -> NOW.minusSeconds(i % 5 == 0 ? 3_600 : 60));
        try (var watching = Watching.open(client, ALL)) {
            awaitClusters(watching, 2_500);
            assertThat(sum(watching, "moving")).isEqualTo(2_000);
            assertThat(sum(watching, "offline")).isEqualTo(500);
            assertThat(watching.trucks()).isEmpty();
            assertThat(watching.clusters().size()).isBetween(20, 800);
            await().until(() -> watching.fleet() != null);
            var fleet = watching.fleet();
            assertThat(fleet.get("total").asInt()).isEqualTo(2_500);
            assertThat(fleet.get("moving").asInt()).isEqualTo(2_000);
            assertThat(fleet.get("offline").asInt()).isEqualTo(500);
            assertThat(fleet.get("box").valueStream().map(edge -> edge.asDouble()))
                    .usingComparatorForType((a, b) -> Math.abs(a - b) < 0.011 ? 0 : 1, Double.class)
                    .containsExactly(23.0, 38.0, 23.49, 38.49);

            watching.send(box(22.995, 23.195, 9));
            await().until(() -> watching.trucks().size() == 1_000);
            assertThat(watching.frames().getLast().get("type").asString()).isEqualTo("snapshot");
            assertThat(watching.clusters()).isEmpty();

            watching.send(box(22.995, 23.455, 7));
            awaitClusters(watching, 2_300);
            var coarse = watching.clusters().size();
            watching.send(box(22.995, 23.455, 8));
            await().until(() -> watching.clusters().size() > coarse);
            assertThat(sum(watching, "count")).isEqualTo(2_300);
        }
    }

    @Test
    void aFewTrucksMoreOrLessDoNotChangeThePictureToAndFro() {
        addFleet(2_000, i -> NOW.minusSeconds(60));
        try (var watching = Watching.open(client, ALL)) {
            await().until(() -> watching.trucks().size() == 2_000);
            var added = client.addTruck("one more");
            client.positions(position("one more", NOW, 38.2, 23.2));
            awaitClusters(watching, 2_001);
            client.delete("/api/v1/trucks/" + added);
            var ids = ids();
            ids.stream().limit(200).forEach(id -> client.delete("/api/v1/trucks/" + id));
            awaitClusters(watching, 1_800);
            assertThat(watching.frames().stream()
                            .map(frame -> frame.get("type").asString())
                            .filter("snapshot"::equals))
                    .hasSize(1);
            ids.stream().skip(200).limit(1).forEach(id -> client.delete("/api/v1/trucks/" + id));
            await().until(() -> watching.trucks().size() == 1_799);
            assertThat(watching.clusters()).isEmpty();
        }
    }

    @Test
    void aFollowedTruckIsToldByItselfWhateverTheOthersDo() {
        addFleet(2_100, i -> NOW.minusSeconds(60));
        var followed = client.addTruck("followed");
        client.positions(position("followed", NOW.minusSeconds(60), 41, 29));
        var theirs = server.newOrganization();
        var foreign = theirs.addTruck("theirs");
        theirs.positions(position("theirs", NOW, 41, 29));
        var watch = "{\"type\":\"watch\",\"zoom\":5,\"follow\":[\"%s\",\"%s\"]}".formatted(followed, foreign);
        try (var watching = Watching.open(client, watch)) {
            awaitClusters(watching, 2_101);
            assertThat(watching.trucks()).containsOnlyKeys("followed");
            assertThat(watching.clusters().stream()
                            .map(cluster -> cluster.get("truck").asString(null))
                            .filter(id -> id != null))
                    .containsExactly(followed.toString());

            client.positions(position("followed", NOW.minusSeconds(1), 41.5, 29));
            await().until(() ->
                    watching.trucks().get("followed").get("latitude").asDouble() == 41.5);
            client.delete("/api/v1/trucks/" + followed);
            awaitClusters(watching, 2_100);
            assertThat(watching.trucks()).isEmpty();

            watching.send("{\"type\":\"watch\",\"box\":[23.4,38,24,39],\"follow\":[\"" + ids().getFirst() + "\"]}");
            await().until(() -> !watching.trucks().isEmpty());
            assertThat(watching.trucks()).containsKey("T0").hasSizeLessThan(200);
        }
    }

    @Test
    void clustersFollowTheirTrucks() {
        addFleet(2_100, i -> NOW.minusSeconds(60));
        try (var watching = Watching.open(client, box(23, 30, 8))) {
            awaitClusters(watching, 2_100);
            client.positions(position("T2099", NOW.minusSeconds(2), 41, 29));
            await().until(() -> single(watching, 41, 29));
            client.positions(position("T2099", NOW.minusSeconds(1), 41, 40));
            awaitClusters(watching, 2_099);
            client.addTruck("new");
            client.positions(position("new", NOW, 41, 29));
            awaitClusters(watching, 2_100);
            var ids = ids();
            client.delete("/api/v1/trucks/" + ids.get(1));
            awaitClusters(watching, 2_099);
            erase(ids.get(2));
            awaitClusters(watching, 2_098);
            assertThat(watching.frames().stream()
                            .filter(frame -> frame.get("type").asString().equals("clusters")))
                    .allMatch(frame -> frame.get("clusters")
                                    .valueStream()
                                    .mapToInt(cluster -> cluster.get("count").asInt())
                                    .sum()
                            == frame.get("total").asInt());
        }
    }

    @Test
    void manyTrucksAskedForByTheirIdsAreCountedToo() {
        addFleet(2_200, i -> NOW.minusSeconds(60));
        var some = ids().stream().limit(2_150).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        try (var watching = Watching.open(client, "{\"type\":\"watch\",\"trucks\":[" + some + "]}")) {
            awaitClusters(watching, 2_150);
        }
    }

    @Test
    void otherOrganizationsTrucksAreNotCounted() {
        addFleet(2_100, i -> NOW.minusSeconds(60));
        var other = server.newOrganization();
        other.addTruck("theirs");
        other.positions(position("theirs", NOW, 38.1, 23.1));
        try (var watching = Watching.open(client, ALL);
                var theirs = Watching.open(other, ALL)) {
            awaitClusters(watching, 2_100);
            await().until(() -> theirs.trucks().containsKey("theirs"));
            await().until(() -> theirs.fleet() != null);
            assertThat(theirs.fleet().get("total").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"zoom\":NaN",
                "\"zoom\":1e9",
                "\"zoom\":-1",
                "\"zoom\":\"near\"",
                "\"zoom\":[5]",
                "\"follow\":[null]",
                "\"follow\":\"all\"",
                "\"fleet\":5.5",
                "\"box\":[1e999,0,1,1]"
            })
    void aWishThatCannotBeReadClosesTheSocketWithAReason(String field) throws Exception {
        try (var watching = Watching.open(client, "{\"type\":\"watch\"," + field + "}")) {
            assertThat(watching.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1007);
        }
    }

    @Test
    void noMoreThanFiftyTrucksCanBeFollowed() throws Exception {
        var many = IntStream.range(0, 51)
                .mapToObj(i -> "\"" + UUID.randomUUID() + "\"")
                .collect(Collectors.joining(","));
        try (var watching = Watching.open(client, "{\"type\":\"watch\",\"follow\":[" + many + "]}")) {
            assertThat(watching.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1007);
        }
    }

    /** Trucks T0, T1 … in columns of 50 from south to north, a hundredth of a degree apart. */
    private void addFleet(int size, IntFunction<Instant> recordedAt) {
        var lines = IntStream.range(0, size)
                .mapToObj(i ->
                        "T%d,%s,%.2f,%.2f".formatted(i, recordedAt.apply(i), 38 + i % 50 / 100.0, 23 + i / 50 / 100.0))
                .collect(Collectors.joining("\n", "truck,time,latitude,longitude\n", "\n"));
        var path = "/api/v1/imports/"
                + client.upload(
                                "/api/v1/imports/positions",
                                "fleet.csv",
                                lines.getBytes(StandardCharsets.UTF_8),
                                Map.of("createTrucks", "true"))
                        .id();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.get(path).json().get("status").asString().equals("DONE"));
    }

    /** Of the trucks that are not archived, in the order of their making. */
    private List<UUID> ids() {
        return server.database()
                .sql("""
                        select id from trucks where organization_id = ? and archived_at is null
                        order by length(truck_number), truck_number""")
                .param(organizationId())
                .query(UUID.class)
                .list();
    }

    private UUID organizationId() {
        return UUID.fromString(
                client.get("/api/v1/me").json().get("organization").get("id").asString());
    }

    /** Only trucks of the sample fleet are ever deleted. */
    private void erase(UUID truck) {
        server.database()
                .sql("update trucks set sample = true where id = ?")
                .param(truck)
                .update();
        Access.runSystem(organizationId(), () -> {
            eraser.begin(Set.of(truck));
            while (eraser.eraseSome(Set.of(truck)) > 0) {
                // slice by slice
            }
            trucks.deleteSample();
        });
    }

    private static String box(double west, double east, int zoom) {
        return "{\"type\":\"watch\",\"box\":[%s,37,%s,42],\"zoom\":%d}".formatted(west, east, zoom);
    }

    private static void awaitClusters(Watching watching, int total) {
        await().until(() -> !watching.clusters().isEmpty() && sum(watching, "count") == total);
    }

    private static int sum(Watching watching, String field) {
        return watching.clusters().stream()
                .mapToInt(cluster -> cluster.get(field).asInt())
                .sum();
    }

    private static boolean single(Watching watching, double latitude, double longitude) {
        return watching.clusters().stream()
                .anyMatch(cluster -> cluster.get("count").asInt() == 1
                        && cluster.get("latitude").asDouble() == latitude
                        && cluster.get("longitude").asDouble() == longitude);
    }
}
