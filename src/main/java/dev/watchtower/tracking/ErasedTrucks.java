package dev.watchtower.tracking;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The trucks that are being erased, and those that were. Nothing is written of them any more: every transaction of the
 * road's owner asks here after its confirmation, and who erases waits for those that asked before.
 */
@Component
class ErasedTrucks {
    private final Set<UUID> trucks = ConcurrentHashMap.newKeySet();

    void add(Collection<UUID> erased) {
        trucks.addAll(erased);
    }

    boolean has(UUID truck) {
        return trucks.contains(truck);
    }

    List<Fix> without(List<Fix> fixes) {
        return trucks.isEmpty()
                ? fixes
                : fixes.stream().filter(fix -> !trucks.contains(fix.truck())).toList();
    }
}
