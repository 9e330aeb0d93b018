package dev.watchtower.feeds.sample.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Lays out the region: a city, towns around it, trunk roads and roads between them, lanes into the country. */
final class RoadBuilder {
    private static final List<String> NAMES = List.of(
            "Larkhaven",
            "Aldermere",
            "Brockfield",
            "Corvale",
            "Dunmarch",
            "Elmsworth",
            "Fennick",
            "Gallowby",
            "Harrowdene",
            "Ivymoor",
            "Kestrelton");
    private static final double CITY_RADIUS = 9_500;
    private static final double CITY_BLOCK = 420;
    private static final double TOWN_BLOCK = 280;
    private static final int AVENUE_EVERY = 4;
    private static final int LANES_PER_TOWN = 2;

    /** Where people live, with the crossings of its streets that can be reached. The first one is the city. */
    record Town(String name, Point center, List<Integer> crossings) {}

    /** What was laid out. */
    record Region(RoadNetwork roads, List<Town> towns, List<Integer> laneEnds) {}

    private final SplittableRandom random;
    private final RoadNetwork roads = new RoadNetwork();
    private final List<Town> towns = new ArrayList<>();
    private final List<Integer> laneEnds = new ArrayList<>();

    private RoadBuilder(long seed) {
        random = new SplittableRandom(seed);
    }

    static Region build(long seed) {
        var builder = new RoadBuilder(seed);
        builder.addTowns();
        builder.connectTowns();
        builder.addLanes();
        return new Region(builder.roads, List.copyOf(builder.towns), List.copyOf(builder.laneEnds));
    }

    private void addTowns() {
        addTown(new Point(0, 0), CITY_RADIUS, CITY_BLOCK);
        var around = NAMES.size() - 1;
        for (int i = 0; i < around; i++) {
            var heading = 2 * Math.PI * (i + random.nextDouble(-0.25, 0.25)) / around;
            var center = new Point(0, 0).ahead(random.nextDouble(16_000, 27_000), heading);
            addTown(center, random.nextDouble(1_300, 2_300), TOWN_BLOCK);
        }
    }

    /** Streets in a lattice that nobody measured exactly; some of them were never built. */
    private void addTown(Point center, double radius, double block) {
        var turned = random.nextDouble(Math.PI / 2);
        var reach = (int) (radius / block);
        var crossings = new HashMap<List<Integer>, Integer>();
        for (int column = -reach; column <= reach; column++) {
            for (int row = -reach; row <= reach; row++) {
                var point = center.ahead(column * block + jitter(block), turned)
                        .ahead(row * block + jitter(block), turned + Math.PI / 2);
                if (point.metersTo(center) <= radius) {
                    crossings.put(List.of(column, row), roads.addNode(point));
                }
            }
        }
        for (int column = -reach; column <= reach; column++) {
            for (int row = -reach; row <= reach; row++) {
                var here = crossings.get(List.of(column, row));
                build(here, crossings.get(List.of(column + 1, row)), row % AVENUE_EVERY == 0);
                build(here, crossings.get(List.of(column, row + 1)), column % AVENUE_EVERY == 0);
            }
        }
        var middle = Objects.requireNonNull(crossings.get(List.of(0, 0)));
        var ways = roads.fastestFrom(middle);
        towns.add(new Town(
                NAMES.get(towns.size()),
                center,
                crossings.values().stream()
                        .filter(node -> node.equals(middle) || ways[node] != null)
                        .sorted()
                        .toList()));
    }

    private void build(@Nullable Integer from, @Nullable Integer to, boolean avenue) {
        var unbuilt = random.nextDouble() < 0.12;
        if (from != null && to != null && (avenue || !unbuilt)) {
            connect(from, to, avenue ? RoadClass.AVENUE : RoadClass.STREET);
        }
    }

    private void connectTowns() {
        var city = towns.getFirst();
        for (int i = 1; i < towns.size(); i++) {
            var town = towns.get(i);
            connect(nearest(city, town.center()), nearest(town, city.center()), RoadClass.TRUNK);
            var next = towns.get(i + 1 == towns.size() ? 1 : i + 1);
            connect(nearest(town, next.center()), nearest(next, town.center()), RoadClass.ROAD);
        }
    }

    private void addLanes() {
        for (var town : towns) {
            for (int i = 0; i < LANES_PER_TOWN; i++) {
                var heading = random.nextDouble(2 * Math.PI);
                var gate = nearest(town, town.center().ahead(20_000, heading));
                var end = roads.addNode(roads.node(gate).ahead(random.nextDouble(1_200, 3_000), heading));
                connect(gate, end, RoadClass.LANE);
                laneEnds.add(end);
            }
        }
    }

    private void connect(int from, int to, RoadClass kind) {
        roads.add(Road.curved(from, to, kind, roads.node(from), roads.node(to), random));
    }

    private int nearest(Town town, Point place) {
        return town.crossings().stream()
                .min(Comparator.comparingDouble(node -> roads.node(node).metersTo(place)))
                .orElseThrow();
    }

    private double jitter(double block) {
        return random.nextDouble(-0.18, 0.18) * block;
    }
}
