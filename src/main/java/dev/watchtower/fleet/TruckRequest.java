package dev.watchtower.fleet;

import dev.watchtower.platform.SingleLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A truck as a client sends it: all of it, what is left out is empty.
 *
 * @param version of the truck as the client knows it; when given, a truck changed meanwhile is not overwritten
 */
record TruckRequest(
        @NotBlank(message = "must not be empty") @SingleLine(max = TruckRequest.LONGEST_NAME)
        String truckNumber,

        @Size(max = TruckRequest.MOST_DEVICES, message = "must have at most {max} entries") @Nullable
        List<@NotBlank(message = "must not be empty") @SingleLine(max = TruckRequest.LONGEST_NAME) String> deviceIds,

        @Nullable ServiceStatus serviceStatus,
        @SingleLine @Nullable String company,
        @SingleLine @Nullable String fleetManager,
        @SingleLine @Nullable String brand,
        @SingleLine @Nullable String trailerSize,
        @SingleLine @Nullable String operatingLocation,
        @Nullable Long version) {

    static final int LONGEST_NAME = 64;
    static final int MOST_DEVICES = 20;

    static boolean canBeNumber(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    static TruckRequest ofNumber(String truckNumber, List<String> deviceIds) {
        return new TruckRequest(truckNumber, deviceIds, null, null, null, null, null, null, null);
    }

    Truck asNew(UUID id, UUID organization, Instant now) {
        return truck(id, organization, false, null, now, now, 1);
    }

    /** The next version of the truck, with all that a client may change replaced. */
    Truck into(Truck truck, Instant now) {
        return truck(
                truck.id(),
                truck.organizationId(),
                truck.sample(),
                truck.archivedAt(),
                truck.createdAt(),
                now,
                truck.version() + 1);
    }

    private Truck truck(
            UUID id,
            UUID organization,
            boolean sample,
            @Nullable Instant archivedAt,
            Instant createdAt,
            Instant updatedAt,
            long nextVersion) {
        return new Truck(
                id,
                organization,
                truckNumber.strip(),
                deviceIds == null
                        ? Set.of()
                        : deviceIds.stream().map(String::strip).collect(Collectors.toUnmodifiableSet()),
                serviceStatus == null ? ServiceStatus.OPERATIONAL : serviceStatus,
                filled(company),
                filled(fleetManager),
                filled(brand),
                filled(trailerSize),
                filled(operatingLocation),
                sample,
                archivedAt,
                createdAt,
                updatedAt,
                nextVersion);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
