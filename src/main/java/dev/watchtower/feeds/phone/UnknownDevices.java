package dev.watchtower.feeds.phone;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.GeoPoint;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Devices that came by the right address and are no truck's yet. */
@Service
class UnknownDevices {
    static final String STANDARD_SORT = "-lastSeenAt";
    static final Map<String, ListQuery.Sort> SORTS = Map.of(
            "lastSeenAt", ListQuery.Sort.time("u.last_seen_at"),
            "deviceId", ListQuery.Sort.text("u.device_id"));

    /** Of an organization, that came by a secret address; those that were heard longest ago go first. */
    private static final int MOST_KEPT = 200;
    /** That came by the plain one, where anybody can send anything. */
    private static final int MOST_KEPT_PLAIN = 50;

    record UnknownDevice(
            UUID id,
            String deviceId,
            Instant firstSeenAt,
            Instant lastSeenAt,
            long attempts,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    private final JdbcClient jdbc;
    private final Trucks trucks;
    private final PhoneDevices phones;
    private final IntakeTokens tokens;
    private final Audit audit;
    private final Clock clock;

    UnknownDevices(JdbcClient jdbc, Trucks trucks, PhoneDevices phones, IntakeTokens tokens, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.trucks = trucks;
        this.phones = phones;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** Writes down that it came by, and where it says it is. */
    @Transactional
    public void note(String deviceId, @Nullable GeoPoint point, @Nullable UUID token) {
        jdbc.sql("""
                        insert into unknown_devices (id, organization_id, device_id, by_token, first_seen_at,
                            last_seen_at, attempts, latitude, longitude)
                        values (:id, :organization, :device, :byToken, :now, :now, 1, :latitude, :longitude)
                        on conflict (organization_id, device_id) do update
                        set by_token = unknown_devices.by_token or excluded.by_token,
                            last_seen_at = excluded.last_seen_at, attempts = unknown_devices.attempts + 1,
                            latitude = coalesce(excluded.latitude, unknown_devices.latitude),
                            longitude = coalesce(excluded.longitude, unknown_devices.longitude),
                            updated_at = now()""")
                .param("id", Ids.next())
                .param("organization", Tenancy.organization())
                .param("device", deviceId)
                .param("byToken", token != null)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("latitude", Rows.latitude(point))
                .param("longitude", Rows.longitude(point))
                .update();
        jdbc.sql("""
                        delete from unknown_devices where id in (
                            select id from unknown_devices where by_token = :byToken
                            order by last_seen_at desc, id desc offset :most)""")
                .param("byToken", token != null)
                .param("most", token == null ? MOST_KEPT_PLAIN : MOST_KEPT)
                .update();
        tokens.used(token);
    }

    @Transactional(readOnly = true)
    public ListPage<UnknownDevice> page(ListQuery query) {
        Access.require(Permission.PHONES_READ);
        var rows = jdbc.sql("select u.*, " + query.keyColumn() + " from unknown_devices u where true"
                        + query.afterCursor("u.id") + query.orderAndLimit("u.id"))
                .params(query.parameters())
                .query((row, n) -> {
                    var device = new UnknownDevice(
                            row.getObject("id", UUID.class),
                            row.getString("device_id"),
                            row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                            row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                            row.getLong("attempts"),
                            row.getObject("latitude", Double.class),
                            row.getObject("longitude", Double.class));
                    return new ListQuery.Row<>(device, device.id(), row.getString("sort_key"));
                })
                .list();
        return query.page(rows, Function.identity());
    }

    /**
     * Makes it a phone of this truck.
     *
     * @throws Problem 409 where the device is another truck's, or the truck is archived
     */
    @Transactional
    public void attach(UUID id, UUID truck) {
        Access.require(Permission.PHONES_WRITE);
        var device = take(id);
        trucks.addDevice(truck, device);
        phones.add(device);
        audit.record("unknown-device.assign", "truck", truck, null, Map.of("deviceId", device));
    }

    /**
     * Makes it the phone of a new truck with this number; the truck's id.
     *
     * @throws Problem 409 where the number or the device is another truck's
     */
    @Transactional
    public UUID becomeTruck(UUID id, String truckNumber) {
        Access.require(Permission.PHONES_WRITE);
        var device = take(id);
        var truck = trucks.addWithDevice(truckNumber, device);
        phones.add(device);
        audit.record(
                "unknown-device.assign", "truck", truck, null, Map.of("deviceId", device, "truckNumber", truckNumber));
        return truck;
    }

    @Transactional
    public void forget(UUID id) {
        Access.require(Permission.PHONES_WRITE);
        var device = take(id);
        audit.record("unknown-device.forget", "unknown-device", id, Map.of("deviceId", device), null);
    }

    private String take(UUID id) {
        return jdbc.sql("delete from unknown_devices where id = :id returning device_id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("unknown-device"));
    }
}
