package dev.watchtower.fleet;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Trucks over HTTP. */
@Tag(name = "Trucks")
@RestController
@RequestMapping("/api/v1/trucks")
class TruckController {
    /** A truck as answered. */
    record TruckBody(
            UUID id,
            String truckNumber,
            List<String> deviceIds,
            ServiceStatus serviceStatus,
            @Nullable String company,
            @Nullable String fleetManager,
            @Nullable String brand,
            @Nullable String trailerSize,
            @Nullable String operatingLocation,
            boolean sample,
            @Nullable Motion motion,
            @Nullable Instant motionSince,
            @Nullable Instant lastFixAt,
            @Nullable Instant archivedAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {}

    private final Trucks trucks;
    private final LiveStates live;

    TruckController(Trucks trucks, LiveStates live) {
        this.trucks = trucks;
        this.live = live;
    }

    @GetMapping
    ListPage<TruckBody> listTrucks(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String serviceStatus,
            @RequestParam(required = false) @Nullable String company,
            @RequestParam(defaultValue = "false") boolean archived) {
        var filter = new TruckListing.Filter(q, status(serviceStatus), company, archived);
        var query = new ListQuery(limit, cursor, sort, TruckListing.SORTS, TruckListing.STANDARD_SORT);
        return trucks.page(filter, query, this::body);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TruckBody> addTruck(@Valid @RequestBody TruckRequest request) {
        var truck = trucks.add(request);
        return ResponseEntity.created(URI.create("/api/v1/trucks/" + truck.id()))
                .body(body(truck));
    }

    @GetMapping("/{id}")
    TruckBody getTruck(@PathVariable UUID id) {
        return body(trucks.get(id));
    }

    @PutMapping("/{id}")
    TruckBody changeTruck(@PathVariable UUID id, @Valid @RequestBody TruckRequest request) {
        return body(trucks.change(id, request));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archiveTruck(@PathVariable UUID id) {
        trucks.archive(id);
    }

    @PostMapping("/{id}/restore")
    TruckBody restoreTruck(@PathVariable UUID id) {
        return body(trucks.restore(id));
    }

    private TruckBody body(Truck truck) {
        var state = live.liveState(truck.id());
        return new TruckBody(
                truck.id(),
                truck.truckNumber(),
                truck.deviceIds().stream().sorted().toList(),
                truck.serviceStatus(),
                truck.company(),
                truck.fleetManager(),
                truck.brand(),
                truck.trailerSize(),
                truck.operatingLocation(),
                truck.sample(),
                state.map(LiveStates.LiveState::motion).orElse(null),
                state.map(LiveStates.LiveState::motionSince).orElse(null),
                state.map(LiveStates.LiveState::lastFixAt).orElse(null),
                truck.archivedAt(),
                truck.createdAt(),
                truck.updatedAt(),
                truck.version());
    }

    private static @Nullable ServiceStatus status(@Nullable String word) {
        try {
            return word == null || word.isBlank() ? null : ServiceStatus.of(word);
        } catch (IllegalArgumentException e) {
            throw Problem.badField("serviceStatus", String.valueOf(e.getMessage()));
        }
    }
}
