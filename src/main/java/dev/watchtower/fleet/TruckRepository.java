package dev.watchtower.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trucks with their devices, as stored: one statement reads any number of them. */
@Repository
class TruckRepository {
    /** A truck in the shape that {@link #truck} reads. */
    static final String COLUMNS = """
            t.*, array(select d.device_id from truck_devices d
                       where d.organization_id = t.organization_id and d.truck_id = t.id
                       order by d.device_id) as device_ids""";

    private final JdbcClient jdbc;

    TruckRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Truck> findById(UUID id) {
        return find("t.id = :value", id);
    }

    Optional<Truck> findByNumber(String truckNumber) {
        return find("t.truck_number = :value", truckNumber);
    }

    Optional<Truck> findByDevice(String deviceId) {
        return find("t.id = (select d.truck_id from truck_devices d where d.device_id = :value)", deviceId);
    }

    /** The names of all trucks, archived ones included. */
    List<TruckKeys> keys() {
        return jdbc.sql("select " + COLUMNS + " from trucks t")
                .query((row, n) -> truck(row).keys())
                .list();
    }

    boolean any() {
        return jdbc.sql("select exists (select from trucks)")
                .query(Boolean.class)
                .single();
    }

    /** The trucks of the sample fleet, archived ones included. */
    List<UUID> sample() {
        return jdbc.sql("select id from trucks where sample")
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Deletes the trucks of the sample fleet with their devices; their ids. */
    Set<UUID> deleteSample() {
        jdbc.sql("delete from truck_devices where truck_id in (select id from trucks where sample)")
                .update();
        return Set.copyOf(jdbc.sql("delete from trucks where sample returning id")
                .query((row, n) -> row.getObject("id", UUID.class))
                .list());
    }

    void insert(Truck truck) {
        jdbc.sql("""
                        insert into trucks (id, organization_id, truck_number, service_status, company, fleet_manager, brand,
                            trailer_size, operating_location, sample, archived_at, version, created_at, updated_at)
                        values (:id, :organizationId, :truckNumber, :serviceStatus, :company, :fleetManager, :brand,
                            :trailerSize, :operatingLocation, :sample, :archivedAt, :version, :createdAt, :updatedAt)""").params(parameters(truck)).update();
        insertDevices(truck);
    }

    /**
     * Stores the truck over the version before its own.
     *
     * @throws OptimisticLockingFailureException when another version is stored
     */
    void update(Truck truck) {
        var updated = jdbc.sql("""
                        update trucks set truck_number = :truckNumber, service_status = :serviceStatus, company = :company,
                            fleet_manager = :fleetManager, brand = :brand, trailer_size = :trailerSize,
                            operating_location = :operatingLocation, archived_at = :archivedAt, version = :version,
                            updated_at = :updatedAt
                        where id = :id and version = :version - 1""").params(parameters(truck)).update();
        if (updated == 0) {
            throw new OptimisticLockingFailureException("truck " + truck.id() + " has another version by now");
        }
        jdbc.sql("delete from truck_devices where truck_id = :truck and device_id <> all(:devices)")
                .param("truck", truck.id())
                .param("devices", truck.deviceIds().toArray(String[]::new))
                .update();
        insertDevices(truck);
    }

    private void insertDevices(Truck truck) {
        if (!truck.deviceIds().isEmpty()) {
            jdbc.sql("""
                            insert into truck_devices (organization_id, device_id, truck_id)
                            select :organization, device, :truck from unnest(:devices) as device
                            where not exists (select from truck_devices d
                                              where d.device_id = device and d.truck_id = :truck)""")
                    .param("organization", truck.organizationId())
                    .param("truck", truck.id())
                    .param("devices", truck.deviceIds().toArray(String[]::new))
                    .update();
        }
    }

    private Optional<Truck> find(String condition, Object value) {
        return jdbc.sql("select " + COLUMNS + " from trucks t where " + condition)
                .param("value", value)
                .query((row, n) -> truck(row))
                .optional();
    }

    static Truck truck(ResultSet row) throws SQLException {
        return new Truck(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("truck_number"),
                Set.of((String[]) row.getArray("device_ids").getArray()),
                ServiceStatus.valueOf(row.getString("service_status")),
                row.getString("company"),
                row.getString("fleet_manager"),
                row.getString("brand"),
                row.getString("trailer_size"),
                row.getString("operating_location"),
                row.getBoolean("sample"),
                instant(row, "archived_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private static Map<String, @Nullable Object> parameters(Truck truck) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("id", truck.id());
        parameters.put("organizationId", truck.organizationId());
        parameters.put("truckNumber", truck.truckNumber());
        parameters.put("serviceStatus", truck.serviceStatus().name());
        parameters.put("company", truck.company());
        parameters.put("fleetManager", truck.fleetManager());
        parameters.put("brand", truck.brand());
        parameters.put("trailerSize", truck.trailerSize());
        parameters.put("operatingLocation", truck.operatingLocation());
        parameters.put("sample", truck.sample());
        parameters.put("archivedAt", timestamp(truck.archivedAt()));
        parameters.put("version", truck.version());
        parameters.put("createdAt", timestamp(truck.createdAt()));
        parameters.put("updatedAt", timestamp(truck.updatedAt()));
        return parameters;
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
