package dev.watchtower.tracking;

import dev.watchtower.fleet.TruckKeys;
import dev.watchtower.fleet.TruckSaved;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.platform.Tenancy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Finds the truck that a sender means, from memory. An id goes before a number, a number before a device id. */
@Component
class TruckLookup {
    private final Trucks trucks;
    private final Map<UUID, Map<String, TruckKeys>> byOrganization = new ConcurrentHashMap<>();

    TruckLookup(Trucks trucks) {
        this.trucks = trucks;
    }

    /** All names that mean a truck of this thread's organization, as of this moment. */
    Map<String, TruckKeys> names() {
        return byOrganization.computeIfAbsent(Tenancy.organization(), id -> index(trucks.keys()));
    }

    /** The next sender has the names read anew. */
    @TransactionalEventListener
    void on(TruckSaved saved) {
        byOrganization.remove(saved.organization());
    }

    private static Map<String, TruckKeys> index(List<TruckKeys> trucks) {
        var names = new HashMap<String, TruckKeys>();
        trucks.forEach(truck -> truck.deviceIds().forEach(device -> names.put(device, truck)));
        trucks.forEach(truck -> names.put(truck.truckNumber(), truck));
        trucks.forEach(truck -> names.put(truck.id().toString(), truck));
        return Map.copyOf(names);
    }
}
