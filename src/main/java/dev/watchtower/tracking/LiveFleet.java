package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.fleet.LiveStates;
import dev.watchtower.fleet.TruckSaved;
import dev.watchtower.fleet.TrucksDeleted;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest state of every truck, in memory, divided by organization. What it holds follows from the stored positions
 * alone, whatever their order: a fix older than the newest changes nothing, one that is ahead of the clock waits until
 * the clock has reached it.
 */
@Component
class LiveFleet implements LiveStates {
    private static final Logger log = LoggerFactory.getLogger(LiveFleet.class);
    /** A fix that was farther ahead than this when it came waits until the clock has reached it. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final RoadEpoch road;
    private final RuleBook rules;
    private final LiveFleetReader reader;
    private final ErasedTrucks erased;
    private final JsonMapper json;
    private final Clock clock;
    private final Ticker ticker;
    /** No virtual thread: pictures of large fleets would keep its carrier from all others. */
    private final ExecutorService painter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("live-pictures").factory());

    private final Map<UUID, OrganizationFleet> fleets = new ConcurrentHashMap<>();
    /** Trucks with stored fixes that are ahead, and when the first of them comes due. */
    private final Map<UUID, Instant> ahead = new ConcurrentHashMap<>();
    /** Trucks of which it is not certain that memory holds all that is stored. */
    private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();

    LiveFleet(
            RoadEpoch road,
            RuleBook rules,
            LiveFleetReader reader,
            ErasedTrucks erased,
            JsonMapper json,
            Clock clock,
            Ticker ticker) {
        this.road = road;
        this.rules = rules;
        this.reader = reader;
        this.erased = erased;
        this.json = json;
        this.clock = clock;
        this.ticker = ticker;
    }

    @PreDestroy
    void close() {
        painter.shutdownNow();
    }

    /**
     * The trucks of this thread's organization, as people are shown them.
     *
     * @throws Problem 403 for who may not see where they are; 503 where this process does not know it
     */
    OrganizationFleet own() {
        Access.require(Permission.POSITIONS_READ);
        road.require();
        return of(Tenancy.organization());
    }

    /** The only way in: the trucks of one organization. */
    OrganizationFleet of(UUID organization) {
        return fleets.computeIfAbsent(
                organization, id -> new OrganizationFleet(rules.of(id).offline(), json, ticker, painter));
    }

    Collection<OrganizationFleet> all() {
        return fleets.values();
    }

    /** Empty without the road, too: what memory holds may be long past; and for who may not see where trucks are. */
    @Override
    public Optional<LiveState> liveState(UUID truck) {
        return road.isOwner() && Access.permits(Permission.POSITIONS_READ)
                ? of(Tenancy.organization()).truck(truck).flatMap(LiveTruck::liveState)
                : Optional.empty();
    }

    /** Takes all trucks from their rows, and those of which more is stored from that. */
    void load(Collection<ProgressReader.Row> rows, Set<UUID> behind) throws SQLException {
        var now = clock.instant();
        for (var row : rows) {
            if (erased.has(row.truck())) {
                continue;
            }
            var fleet = of(row.organization());
            var truck = fleet.name(row.truck(), row.number(), row.archived(), row.sample(), row.version());
            var recent = row.progress().recent();
            if (recent != null) {
                if (recent.previous() != null) {
                    fleet.take(truck, recent.previous(), now);
                }
                fleet.take(truck, recent.newest(), now);
            }
        }
        if (!behind.isEmpty()) {
            reader.read(behind, now, this::take);
        }
    }

    /** A truck's motion after its last folded fix; whether the truck is known. */
    boolean moves(UUID organization, UUID truck, Doing doing) {
        return of(organization).moves(truck, doing);
    }

    /** After how long without a fix trucks are offline may have changed. */
    void rulesChanged() {
        fleets.forEach((organization, fleet) ->
                fleet.offlineAfter(rules.of(organization).offline()));
    }

    /** Memory grows old from here on: who watches shall come again, to whoever has the road by then. */
    void drop() {
        fleets.values()
                .forEach(fleet ->
                        fleet.watchers(watcher -> true).forEach(watcher -> watcher.close(CloseStatus.GOING_AWAY)));
    }

    /** Finds who was not heard of for too long. */
    void findOffline() {
        var now = clock.instant();
        fleets.values().forEach(fleet -> fleet.findOffline(now));
    }

    /** Takes in what was stored just now. */
    void apply(List<Fix> stored) {
        var now = clock.instant();
        for (var fix : stored) {
            if (waits(fix, now)) {
                ahead.merge(fix.truck(), fix.recordedAt(), LiveFleet::earlier);
                continue;
            }
            var fleet = of(fix.organization());
            fleet.truck(fix.truck())
                    .ifPresentOrElse(truck -> fleet.take(truck, fix, now), () -> doubtful.add(fix.truck()));
        }
        if (!doubtful.isEmpty()) {
            catchUp();
        }
    }

    void readAgain(List<Fix> perhapsStored) {
        perhapsStored.forEach(fix -> doubtful.add(fix.truck()));
    }

    /** Reads the trucks that are in doubt, and those whose waiting fixes the clock has reached. */
    void catchUp() {
        var now = clock.instant();
        var trucks = new HashSet<>(doubtful);
        ahead.forEach((truck, due) -> {
            if (!due.isAfter(now)) {
                trucks.add(truck);
            }
        });
        if (trucks.isEmpty()) {
            return;
        }
        trucks.forEach(ahead::remove); // what is still ahead comes back with its row
        doubtful.removeAll(trucks);
        try {
            reader.read(trucks, now, this::take);
        } catch (SQLException e) {
            doubtful.addAll(trucks);
            log.warn("live_trucks_not_read trucks={} cause={}", trucks.size(), e.toString());
        }
    }

    @TransactionalEventListener
    void on(TruckSaved saved) {
        var truck = saved.truck();
        of(saved.organization())
                .name(truck.id(), truck.truckNumber(), truck.archived(), truck.sample(), truck.version());
    }

    /** Those who watch see the trucks go. */
    @TransactionalEventListener
    void on(TrucksDeleted deleted) {
        of(deleted.organization()).remove(deleted.trucks());
    }

    private void take(LiveFleetReader.Row row) {
        if (erased.has(row.truck())) {
            return; // it was read before its row went
        }
        var fleet = of(row.organization());
        var truck = fleet.name(row.truck(), row.number(), row.archived(), row.sample(), row.version());
        if (row.fix() != null) {
            fleet.take(truck, row.fix(), clock.instant());
        }
        if (row.aheadFrom() != null) {
            ahead.merge(row.truck(), row.aheadFrom(), LiveFleet::earlier);
        }
    }

    private static boolean waits(Fix fix, Instant now) {
        return fix.recordedAt().isAfter(now)
                && fix.recordedAt().isAfter(fix.receivedAt().plus(CLOCK_TOLERANCE));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
