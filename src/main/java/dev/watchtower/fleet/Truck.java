package dev.watchtower.fleet;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A truck of one organization.
 *
 * @param truckNumber the number its people know it by; unique in the organization, archived trucks included
 * @param deviceIds the names its trackers use; unique in the organization
 * @param sample whether it is of the sample fleet, whose positions are simulated
 * @param archivedAt since when it is out of the fleet; null: it is not
 * @param version counts its saves, from 1
 */
record Truck(
        UUID id,
        UUID organizationId,
        String truckNumber,
        Set<String> deviceIds,
        ServiceStatus serviceStatus,
        @Nullable String company,
        @Nullable String fleetManager,
        @Nullable String brand,
        @Nullable String trailerSize,
        @Nullable String operatingLocation,
        boolean sample,
        @Nullable Instant archivedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    boolean archived() {
        return archivedAt != null;
    }

    /** The next version of this truck, archived since the given time, or in use again. */
    Truck archivedSince(@Nullable Instant since, Instant now) {
        return new Truck(
                id,
                organizationId,
                truckNumber,
                deviceIds,
                serviceStatus,
                company,
                fleetManager,
                brand,
                trailerSize,
                operatingLocation,
                sample,
                since,
                createdAt,
                now,
                version + 1);
    }

    /** The next version of this truck, with these devices and no others. */
    Truck withDevices(Set<String> devices, Instant now) {
        return new Truck(
                id,
                organizationId,
                truckNumber,
                Set.copyOf(devices),
                serviceStatus,
                company,
                fleetManager,
                brand,
                trailerSize,
                operatingLocation,
                sample,
                archivedAt,
                createdAt,
                now,
                version + 1);
    }

    /** This truck as one of the sample fleet. */
    Truck asSample() {
        return new Truck(
                id,
                organizationId,
                truckNumber,
                deviceIds,
                serviceStatus,
                company,
                fleetManager,
                brand,
                trailerSize,
                operatingLocation,
                true,
                archivedAt,
                createdAt,
                updatedAt,
                version);
    }

    TruckKeys keys() {
        return new TruckKeys(id, truckNumber, deviceIds, archived(), sample, version);
    }
}
