package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.fleet.TruckKeys;
import dev.watchtower.fleet.TruckSaved;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.fleet.TrucksDeleted;
import dev.watchtower.platform.Tenancy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Finds the truck that a sender means, from memory. An id goes before a number, a number before a device id. */
@Component
public class TruckLookup {
    /** Another process may have added the truck: so often at most an unknown name has all names read again. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private record Known(Map<String, TruckKeys> names, long since) {}

    private final Trucks trucks;
    private final Ticker ticker;
    private final Map<UUID, Known> byOrganization = new ConcurrentHashMap<>();
    /** One sender of an organization reads at a time; the others wait for what it reads. */
    private final Map<UUID, Lock> readers = new ConcurrentHashMap<>();

    private final AtomicLong changes = new AtomicLong();

    TruckLookup(Trucks trucks, Ticker ticker) {
        this.trucks = trucks;
        this.ticker = ticker;
    }

    /** The names that are known just now to mean a truck of this thread's organization. */
    Map<String, TruckKeys> known() {
        var known = byOrganization.get(Tenancy.organization());
        return known == null ? Map.of() : known.names();
    }

    /** All names that mean a truck of this thread's organization, these among them if they mean any. */
    public Map<String, TruckKeys> names(Collection<String> wanted) {
        var organization = Tenancy.organization();
        var known = byOrganization.get(organization);
        if (known != null && serves(known, wanted)) {
            return known.names();
        }
        var reader = readers.computeIfAbsent(organization, id -> new ReentrantLock());
        reader.lock();
        try {
            var meanwhile = byOrganization.get(organization);
            return meanwhile != null && serves(meanwhile, wanted) ? meanwhile.names() : read(organization);
        } finally {
            reader.unlock();
        }
    }

    /** Whether one of these is no name that was known when all were read last. */
    public boolean mayBeStrange(Collection<String> wanted) {
        var known = byOrganization.get(Tenancy.organization());
        return known != null && !known.names().keySet().containsAll(wanted);
    }

    private boolean serves(Known known, Collection<String> wanted) {
        return known.names().keySet().containsAll(wanted) || ticker.read() - known.since() <= SECOND_LOOK.toNanos();
    }

    /** The next sender has the names read anew. */
    @TransactionalEventListener
    void on(TruckSaved saved) {
        forget(saved.organization());
    }

    @TransactionalEventListener
    void on(TrucksDeleted deleted) {
        forget(deleted.organization());
    }

    private void forget(UUID organization) {
        changes.incrementAndGet();
        byOrganization.remove(organization);
    }

    /** Keeps what was read only if nothing was saved meanwhile. */
    private Map<String, TruckKeys> read(UUID organization) {
        var before = changes.get();
        var names = index(trucks.keys());
        byOrganization.put(organization, new Known(names, ticker.read()));
        if (changes.get() != before) {
            byOrganization.remove(organization);
        }
        return names;
    }

    private static Map<String, TruckKeys> index(List<TruckKeys> trucks) {
        var names = new HashMap<String, TruckKeys>();
        trucks.forEach(truck -> truck.deviceIds().forEach(device -> names.put(device, truck)));
        trucks.forEach(truck -> names.put(truck.truckNumber(), truck));
        trucks.forEach(truck -> names.put(truck.id().toString(), truck));
        return Map.copyOf(names);
    }
}
