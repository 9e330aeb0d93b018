package dev.watchtower.feeds.phone;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The phones of a truck. */
@Tag(name = "Phones")
@RestController
@RequestMapping("/api/v1/trucks/{id}")
class TruckPhoneController {
    record Phones(List<PhoneDevices.Phone> items) {}

    /**
     * What a phone is set up with.
     *
     * @param path that it reports to, at an address of this server
     * @param localAddresses of this server in its local network, for a page that was opened on the server's own machine
     * @param settings of Traccar Client, by their names in its links
     */
    record PhoneSetupBody(String deviceId, String path, List<String> localAddresses, Map<String, String> settings) {}

    private final PhoneDevices phones;
    private final PhoneSetup setup;
    private final LocalAddresses addresses;

    TruckPhoneController(PhoneDevices phones, PhoneSetup setup, LocalAddresses addresses) {
        this.phones = phones;
        this.setup = setup;
        this.addresses = addresses;
    }

    @GetMapping("/phones")
    Phones listPhones(@PathVariable UUID id) {
        return new Phones(phones.of(id));
    }

    @PostMapping("/phone-setup")
    PhoneSetupBody setUpPhone(@PathVariable UUID id, @Parameter(hidden = true) HttpServletRequest request) {
        var made = setup.prepare(id);
        return new PhoneSetupBody(made.deviceId(), made.path(), addresses.at(request.getLocalPort()), made.settings());
    }

    @DeleteMapping("/phones/{deviceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takePhoneAway(@PathVariable UUID id, @PathVariable String deviceId) {
        setup.takeAway(id, deviceId);
    }
}
