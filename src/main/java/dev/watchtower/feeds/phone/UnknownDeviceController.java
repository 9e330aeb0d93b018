package dev.watchtower.feeds.phone;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SingleLine;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Devices that came by and are no truck's yet. */
@Tag(name = "Phones")
@RestController
@RequestMapping("/api/v1/devices/unknown")
class UnknownDeviceController {
    /** One of the two: a truck that is there, or the number of a new one. */
    record DeviceTruckRequest(
            @Nullable UUID truckId,
            @SingleLine(max = 64) @Nullable String truckNumber) {}

    record DeviceTruck(UUID truckId) {}

    private final UnknownDevices devices;

    UnknownDeviceController(UnknownDevices devices) {
        this.devices = devices;
    }

    @GetMapping
    ListPage<UnknownDevices.UnknownDevice> listUnknownDevices(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort) {
        return devices.page(new ListQuery(limit, cursor, sort, UnknownDevices.SORTS, UnknownDevices.STANDARD_SORT));
    }

    @PostMapping("/{id}/truck")
    DeviceTruck giveDeviceToTruck(@PathVariable UUID id, @Valid @RequestBody DeviceTruckRequest request) {
        var number = request.truckNumber() == null ? "" : request.truckNumber().strip();
        if (request.truckId() != null) {
            devices.attach(id, request.truckId());
            return new DeviceTruck(request.truckId());
        }
        if (number.isEmpty()) {
            throw Problem.badField("truckNumber", "must be given, or truckId");
        }
        return new DeviceTruck(devices.becomeTruck(id, number));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetUnknownDevice(@PathVariable UUID id) {
        devices.forget(id);
    }
}
