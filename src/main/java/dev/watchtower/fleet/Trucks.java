package dev.watchtower.fleet;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trucks of the organization on whose behalf the thread works. What only looks up a name, or whether a truck is
 * there, is for services that have asked for a permission of their own.
 */
@Service
public class Trucks {
    private final TruckRepository repository;
    private final TruckListing listing;
    private final Audit audit;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Trucks(
            TruckRepository repository,
            TruckListing listing,
            Audit audit,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.listing = listing;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
    }

    @Transactional(readOnly = true)
    <R> ListPage<R> page(TruckListing.Filter filter, ListQuery query, Function<Truck, R> body) {
        Access.require(Permission.TRUCKS_READ);
        return listing.page(filter, query, body);
    }

    @Transactional(readOnly = true)
    Truck get(UUID id) {
        Access.require(Permission.TRUCKS_READ);
        return existing(id);
    }

    /** @throws Problem 409 where the number or a device id is another truck's */
    @Transactional
    Truck add(TruckRequest request) {
        Access.require(Permission.TRUCKS_WRITE);
        return save("truck.create", null, request.asNew(Ids.next(), Tenancy.organization(), now()));
    }

    /** @throws Problem 409 where the number or a device id is another truck's, or the truck was changed meanwhile */
    @Transactional
    Truck change(UUID id, TruckRequest request) {
        Access.require(Permission.TRUCKS_WRITE);
        var truck = existing(id);
        if (request.version() != null && request.version() != truck.version()) {
            throw changedMeanwhile();
        }
        return save("truck.update", truck, request.into(truck, now()));
    }

    @Transactional
    void archive(UUID id) {
        Access.require(Permission.TRUCKS_WRITE);
        archive(existing(id));
    }

    private void archive(Truck truck) {
        if (!truck.archived()) {
            save("truck.archive", truck, truck.archivedSince(now(), now()));
        }
    }

    @Transactional
    Truck restore(UUID id) {
        Access.require(Permission.TRUCKS_WRITE);
        var truck = existing(id);
        return truck.archived() ? save("truck.restore", truck, truck.archivedSince(null, now())) : truck;
    }

    /** Whether the organization has this truck, archived or not. */
    @Transactional(readOnly = true)
    public boolean exists(UUID id) {
        return repository.findById(id).isPresent();
    }

    /** Whether the truck is in use; empty where the organization has no such truck. */
    @Transactional(readOnly = true)
    public Optional<ServiceStatus> serviceStatus(UUID id) {
        return repository.findById(id).map(Truck::serviceStatus);
    }

    /** @throws Problem 404 where the organization has no such truck */
    @Transactional(readOnly = true)
    public String number(UUID id) {
        return existing(id).truckNumber();
    }

    /**
     * Adds a truck of this number that one device speaks of; the truck's id.
     *
     * @throws Problem 409 where the number or the device id is another truck's
     */
    @Transactional
    public UUID addWithDevice(String truckNumber, String deviceId) {
        Access.require(Permission.TRUCKS_WRITE);
        return add(TruckRequest.ofNumber(truckNumber, List.of(deviceId))).id();
    }

    /**
     * Gives the truck one more device.
     *
     * @throws Problem 409 where the device is another truck's, or this one is archived or has as many as it may
     */
    @Transactional
    public void addDevice(UUID id, String deviceId) {
        Access.require(Permission.PHONES_WRITE);
        var truck = existing(id);
        if (truck.archived()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "truck-archived",
                    "Truck " + truck.truckNumber() + " is archived. Restore it first.");
        }
        var devices = new HashSet<>(truck.deviceIds());
        if (devices.add(deviceId) && devices.size() > TruckRequest.MOST_DEVICES) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-devices",
                    "A truck has at most " + TruckRequest.MOST_DEVICES + " devices. Take one away first.");
        }
        save("truck.update", truck, truck.withDevices(devices, now()));
    }

    /** Takes a device from the truck; false where it had none of this id. */
    @Transactional
    public boolean removeDevice(UUID id, String deviceId) {
        Access.require(Permission.PHONES_WRITE);
        var truck = existing(id);
        var devices = new HashSet<>(truck.deviceIds());
        if (!devices.remove(deviceId)) {
            return false;
        }
        save("truck.update", truck, truck.withDevices(devices, now()));
        return true;
    }

    /** The names of all trucks, archived ones included. */
    @Transactional(readOnly = true)
    public List<TruckKeys> keys() {
        return repository.keys();
    }

    /**
     * Adds a truck for each name that means none yet and can be a truck's number.
     *
     * @return how many were added
     */
    @Transactional
    public int addMissing(Collection<String> names) {
        Access.require(Permission.TRUCKS_WRITE);
        var missing = names.stream()
                .filter(TruckRequest::canBeNumber)
                .filter(name -> !isName(name))
                .toList();
        missing.forEach(number -> add(TruckRequest.ofNumber(number, List.of())));
        return missing.size();
    }

    /** Whether the organization has any truck, archived or not. */
    @Transactional(readOnly = true)
    public boolean any() {
        return repository.any();
    }

    /**
     * Adds trucks of the sample fleet.
     *
     * @return their ids, in the order of what was given
     */
    @Transactional
    public List<UUID> addSample(List<SampleTruck> wished) {
        Access.require(Permission.SAMPLE_WRITE);
        return wished.stream().map(this::addSample).map(Truck::id).toList();
    }

    /** Archives every truck of the sample fleet, so that no more positions are taken of it. */
    @Transactional
    public void archiveSample() {
        Access.require(Permission.SAMPLE_WRITE);
        repository.sample().forEach(id -> archive(existing(id)));
    }

    /**
     * Deletes all trucks of the sample fleet, of which nothing else may be stored any more.
     *
     * @throws DataIntegrityViolationException where something still is
     */
    @Transactional
    public void deleteSample() {
        Access.require(Permission.SAMPLE_WRITE);
        events.publishEvent(new TrucksDeleted(Tenancy.organization(), repository.deleteSample()));
    }

    private Truck addSample(SampleTruck wished) {
        var number = wished.truckNumber();
        for (int i = 2; isName(number); i++) {
            number = wished.truckNumber() + "-" + i;
        }
        var request = new TruckRequest(
                number,
                null,
                null,
                wished.company(),
                null,
                null,
                wished.trailerSize(),
                wished.operatingLocation(),
                null);
        return save(
                "truck.create",
                null,
                request.asNew(Ids.next(), Tenancy.organization(), now()).asSample());
    }

    private boolean isName(String name) {
        return repository
                .findByNumber(name)
                .or(() -> repository.findByDevice(name))
                .isPresent();
    }

    private Truck existing(UUID id) {
        return repository.findById(id).orElseThrow(() -> Problem.notFound("truck"));
    }

    private Truck save(String action, @Nullable Truck before, Truck truck) {
        refuseTaken(truck);
        try {
            if (before == null) {
                repository.insert(truck);
            } else {
                repository.update(truck);
            }
        } catch (OptimisticLockingFailureException e) {
            throw changedMeanwhile();
        } catch (DuplicateKeyException e) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "truck-number-taken",
                    "Another truck took this number or device id at this very moment.");
        }
        events.publishEvent(new TruckSaved(truck.organizationId(), truck.keys()));
        audit.record(action, "truck", truck.id(), before, truck);
        return truck;
    }

    /** A name means one truck, whether it is a number or a device's: senders use either. */
    private void refuseTaken(Truck truck) {
        others(truck, repository.findByNumber(truck.truckNumber())).ifPresent(other -> {
            throw numberTaken(other);
        });
        others(truck, repository.findByDevice(truck.truckNumber())).ifPresent(other -> {
            throw nameOfOther("truck-number-taken", "truckNumber", truck.truckNumber(), other);
        });
        for (var device : truck.deviceIds()) {
            others(truck, repository.findByDevice(device))
                    .or(() -> others(truck, repository.findByNumber(device)))
                    .ifPresent(other -> {
                        throw nameOfOther("device-id-taken", "deviceIds", device, other);
                    });
        }
    }

    private static Optional<Truck> others(Truck truck, Optional<Truck> found) {
        return found.filter(other -> !other.id().equals(truck.id()));
    }

    private static Problem numberTaken(Truck other) {
        var number = other.truckNumber();
        var problem = other.archived()
                ? Problem.of(
                        HttpStatus.CONFLICT,
                        "truck-number-archived",
                        "Truck " + number + " is archived. Restore it to use it again.")
                : Problem.of(HttpStatus.CONFLICT, "truck-number-taken", "There is a truck " + number + " already.");
        return problem.with("truckId", other.id())
                .with("errors", List.of(new Problem.FieldFault("truckNumber", "is another truck's")));
    }

    private static Problem nameOfOther(String type, String field, String name, Truck other) {
        return Problem.of(HttpStatus.CONFLICT, type, name + " belongs to truck " + other.truckNumber() + ".")
                .with("truckId", other.id())
                .with("errors", List.of(new Problem.FieldFault(field, "is a name of another truck: " + name)));
    }

    private static Problem changedMeanwhile() {
        return Problem.of(
                HttpStatus.CONFLICT,
                "changed-meanwhile",
                "Someone else has changed this truck meanwhile. Load it again, then make your change.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
