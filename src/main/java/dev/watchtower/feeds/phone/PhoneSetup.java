package dev.watchtower.feeds.phone;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives phones to trucks, and takes them away again. */
@Service
class PhoneSetup {
    /** Stands in the address of a set-up code, which a camera may open instead of the app, and in no message. */
    static final String MARK = "stop_detection=";

    private static final int ID_LENGTH = 22; // 132 bits
    /** A fix each 30 seconds or 30 degrees while it drives, a sign of life each 5 minutes while it stands. */
    private static final Map<String, String> SETTINGS = Map.of(
            "accuracy", "high",
            "distance", "0",
            "interval", "30",
            "angle", "30",
            "heartbeat", "300",
            "buffer", "true",
            "stop_detection", "true");

    /**
     * What a phone is set up with.
     *
     * @param path of the address on this server that it reports to
     * @param settings of Traccar Client, by their names in its links
     */
    record Prepared(String deviceId, String path, Map<String, String> settings) {}

    private final Trucks trucks;
    private final PhoneDevices phones;
    private final IntakeTokens tokens;
    private final Audit audit;

    PhoneSetup(Trucks trucks, PhoneDevices phones, IntakeTokens tokens, Audit audit) {
        this.trucks = trucks;
        this.phones = phones;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * Prepares a phone for the truck. Its device id is the truck's from now on, so that the phone is known at its first
     * message; as long as none has come, the same id is given out again.
     *
     * @throws Problem 404 no such truck; 409 where it is archived or has as many devices as it may
     */
    @Transactional
    public Prepared prepare(UUID truck) {
        Access.require(Permission.PHONES_WRITE);
        var number = trucks.number(truck);
        var device = phones.waiting(truck).orElseGet(() -> newDevice(truck));
        var prepared = new Prepared(device, path(device, number), settings(device));
        audit.record("phone.set-up", "truck", truck, null, Map.of("truckNumber", number, "deviceId", device));
        return prepared;
    }

    /** From now on the phone is unknown, and what was known of it forgotten; the positions it sent stay the truck's. */
    @Transactional
    public void takeAway(UUID truck, String device) {
        Access.require(Permission.PHONES_WRITE);
        if (!trucks.removeDevice(truck, device)) {
            throw Problem.notFound("phone");
        }
        tokens.revokeOf(device);
        audit.record("phone.take-away", "truck", truck, Map.of("deviceId", device), null);
    }

    private String newDevice(UUID truck) {
        var device = Secrets.random().substring(0, ID_LENGTH);
        trucks.addDevice(truck, device);
        phones.add(device);
        return device;
    }

    /**
     * Where the plain address does not lead here, one with a token of its own, whose secret is only in this answer. The one
     * before, unless the phone used it, ends.
     */
    private String path(String device, String truckNumber) {
        if (tokens.plainDoor().isPresent()) {
            return "/osmand";
        }
        tokens.forgetUnused(device);
        return "/osmand/" + tokens.add("Phone of " + truckNumber, device).secret();
    }

    private static Map<String, String> settings(String device) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("id", device);
        settings.putAll(SETTINGS);
        return settings;
    }
}
