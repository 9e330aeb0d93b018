package dev.watchtower.feeds.sample.simulation;

import dev.watchtower.feeds.sample.simulation.RoadBuilder.Region;
import dev.watchtower.feeds.sample.simulation.RoadBuilder.Town;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who drives what from where to whom: all of it made up, and the same for the same seed. */
public final class Plan {
    /** How many trucks there are. */
    public static final int TRUCKS = 50;

    private static final List<String> KINDS = List.of(
            "Timber Yard",
            "Cold Store",
            "Dairy",
            "Brickworks",
            "Market Hall",
            "Paper Mill",
            "Parcel Depot",
            "Furniture Works",
            "Brewery",
            "Concrete Plant",
            "Bakery",
            "Tool Works");
    private static final List<String> COUNTRY_KINDS = List.of("Quarry", "Grain Store", "Sawmill", "Orchard");
    private static final int CITY_CLIENTS = 36;
    private static final int TOWN_CLIENTS = 3;
    private static final int TERMINALS = 3;
    private static final int DRIVERS_PER_TRUCK = 2;

    /**
     * A truck with where it lives and who drives it.
     *
     * @param drivers the first one begins its day, the other one ends it
     */
    public record PlannedTruck(String number, Site terminal, List<String> drivers) {}

    private final Region region;
    private final List<Site> terminals = new ArrayList<>();
    private final List<Site> clients = new ArrayList<>();
    private final List<PlannedTruck> trucks;
    private final Map<Integer, @Nullable Road[]> fastest = new HashMap<>();

    public Plan(long seed) {
        region = RoadBuilder.build(seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < TERMINALS; i++) {
            var town = region.towns().get(i * (region.towns().size() - 1) / TERMINALS);
            terminals.add(site(town.name() + " Terminal", town, crossing(town, random)));
        }
        for (var town : region.towns()) {
            addClients(town, town == region.towns().getFirst() ? CITY_CLIENTS : TOWN_CLIENTS, random);
        }
        for (int i = 0; i < region.laneEnds().size(); i++) {
            var town = region.towns()
                    .get(i * region.towns().size() / region.laneEnds().size());
            var kind = COUNTRY_KINDS.get(i % COUNTRY_KINDS.size());
            clients.add(site(town.name() + " " + kind, town, region.laneEnds().get(i)));
        }
        trucks = IntStream.range(0, TRUCKS).mapToObj(this::truck).toList();
    }

    public List<PlannedTruck> trucks() {
        return trucks;
    }

    /** Where trucks spend the night. */
    public List<Site> terminals() {
        return List.copyOf(terminals);
    }

    /** Where trucks load and unload. */
    public List<Site> clients() {
        return List.copyOf(clients);
    }

    RoadNetwork roads() {
        return region.roads();
    }

    /** The fastest way between two sites. */
    List<Road> way(Site from, Site to) {
        var known = fastest.computeIfAbsent(from.crossing(), region.roads()::fastestFrom);
        return RoadNetwork.wayTo(to.crossing(), known);
    }

    private void addClients(Town town, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            var kind = KINDS.get((i + town.crossings().getFirst()) % KINDS.size());
            var again = i / KINDS.size();
            var name = town.name() + " " + kind + (again == 0 ? "" : " " + (again + 1));
            clients.add(site(name, town, crossing(town, random)));
        }
    }

    private static int crossing(Town town, SplittableRandom random) {
        return town.crossings().get(random.nextInt(town.crossings().size()));
    }

    private Site site(String name, Town town, int crossing) {
        var point = region.roads().node(crossing);
        return new Site(name, town.name(), point.latitude(), point.longitude(), crossing);
    }

    private PlannedTruck truck(int index) {
        var drivers = IntStream.range(0, DRIVERS_PER_TRUCK)
                .mapToObj(i -> "Driver %02d".formatted(index * DRIVERS_PER_TRUCK + i + 1))
                .toList();
        return new PlannedTruck("S-%02d".formatted(index + 1), terminals.get(index % TERMINALS), drivers);
    }
}
