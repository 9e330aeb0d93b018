package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterGridTest {
    private static final Random RANDOM = new Random(6);
    private static final List<Sighting> WORLD = Stream.generate(
                    () -> at(90 - 180 * RANDOM.nextDouble(), 180 - 360 * RANDOM.nextDouble()))
            .limit(5_000)
            .toList();
    private static final FleetIndex INDEX = new FleetIndex(WORLD);

    static Stream<WatchFilter.Box> boxes() {
        return Stream.of(
                new WatchFilter.Box(-180, -90, 180, 90),
                new WatchFilter.Box(10, 40, 30, 55),
                new WatchFilter.Box(170, -20, -170, 20), // across the date line
                new WatchFilter.Box(0, 85.5, 90, 90), // beyond the map
                new WatchFilter.Box(-500, -500, 500, 500),
                new WatchFilter.Box(10, 50, 10, 40), // holds nothing
                new WatchFilter.Box(5.1234567, 5.1234567, 77.7, 6.5));
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void eachTruckOfTheBoxIsCountedOnceAtAnyZoom(WatchFilter.Box box) {
        var inside = WORLD.stream().filter(truck -> box.holds(truck.at())).toList();
        for (int zoom = 0; zoom <= 22; zoom++) {
            var clusters = ClusterGrid.clusters(INDEX, box, zoom);
            assertThat(clusters).hasSizeLessThanOrEqualTo(800);
            assertThat(clusters.stream().mapToInt(Cluster::count).sum()).isEqualTo(inside.size());
            assertThat(clusters)
                    .allMatch(one -> one.count() == one.moving() + one.idling() + one.stopped() + one.offline());
        }
        assertThat(ClusterGrid.near(INDEX, box)).containsAll(inside);
    }

    @Test
    void aClusterIsAtTheMeanOfItsTrucks() {
        var index = new FleetIndex(List.of(at(50, 10), at(50.002, 10.002), at(50.001, 10.001), at(20, -60)));
        var clusters = ClusterGrid.clusters(index, null, 8);
        assertThat(clusters).extracting(Cluster::count).containsExactlyInAnyOrder(3, 1);
        var three =
                clusters.stream().filter(one -> one.count() == 3).findFirst().orElseThrow();
        assertThat(three.latitude()).isEqualTo(50.001, within(1e-5));
        assertThat(three.longitude()).isEqualTo(10.001, within(1e-5));
        assertThat(three.truck()).isNull();
    }

    @Test
    void aTruckAloneIsNamed() {
        var alone = at(20, -60);
        var clusters = ClusterGrid.clusters(new FleetIndex(List.of(alone)), null, null);
        assertThat(clusters)
                .extracting(Cluster::truck)
                .containsExactly(alone.truck().id());
    }

    @Test
    void theGridFollowsTheZoom() {
        var near = new FleetIndex(Stream.iterate(10.0, longitude -> longitude + 0.01)
                .limit(100)
                .map(longitude -> at(50, longitude))
                .toList());
        assertThat(Stream.of(4, 7, 10)
                        .map(zoom -> ClusterGrid.clusters(near, new WatchFilter.Box(9, 49, 12, 51), zoom)
                                .size()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void ofNoTrucksThereAreNoClusters() {
        assertThat(ClusterGrid.clusters(new FleetIndex(List.of()), null, 5)).isEmpty();
    }

    private static Sighting at(double latitude, double longitude) {
        var truck = new LiveTruck(UUID.randomUUID());
        var now = Instant.EPOCH;
        var point = new GeoPoint(latitude, longitude);
        truck.take(new Fix(truck.id(), new UUID(0, 0), now, now, point, null, null, null, null, null, Source.API), now);
        return truck.sighting();
    }
}
