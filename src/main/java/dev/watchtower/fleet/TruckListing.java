package dev.watchtower.fleet;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of trucks: filtered, sorted and paged by the database. */
@Repository
class TruckListing {
    /**
     * What to list.
     *
     * @param q text found in the number, a device id, or one of the descriptive fields
     */
    record Filter(
            @Nullable String q,
            @Nullable ServiceStatus serviceStatus,
            @Nullable String company,
            boolean archived) {}

    static final String STANDARD_SORT = "truckNumber";
    static final Map<String, ListQuery.Sort> SORTS = Map.of(
            "truckNumber", ListQuery.Sort.text("t.truck_number"),
            "serviceStatus", ListQuery.Sort.text("t.service_status"),
            "company", ListQuery.Sort.text("coalesce(t.company, '')"),
            "brand", ListQuery.Sort.text("coalesce(t.brand, '')"),
            "operatingLocation", ListQuery.Sort.text("coalesce(t.operating_location, '')"),
            "createdAt", ListQuery.Sort.time("t.created_at"),
            "updatedAt", ListQuery.Sort.time("t.updated_at"));

    private static final String SEARCH = """
            (t.truck_number ilike :q or t.company ilike :q or t.brand ilike :q or t.fleet_manager ilike :q
             or t.trailer_size ilike :q or t.operating_location ilike :q
             or exists (select from truck_devices d
                        where d.organization_id = t.organization_id and d.truck_id = t.id and d.device_id ilike :q))""";

    private final JdbcClient jdbc;

    TruckListing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    <R> ListPage<R> page(Filter filter, ListQuery query, Function<Truck, R> body) {
        var where = new StringBuilder("t.archived_at is ").append(filter.archived() ? "not null" : "null");
        var parameters = new HashMap<String, Object>(query.parameters());
        if (filter.serviceStatus() != null) {
            where.append(" and t.service_status = :serviceStatus");
            parameters.put("serviceStatus", filter.serviceStatus().name());
        }
        if (filter.company() != null) {
            where.append(" and t.company = :company");
            parameters.put("company", filter.company());
        }
        if (filter.q() != null && !filter.q().isBlank()) {
            where.append(" and ").append(SEARCH);
            parameters.put("q", "%" + filter.q().strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        var rows = jdbc.sql("select " + TruckRepository.COLUMNS + ", " + query.keyColumn() + " from trucks t where "
                        + where + query.afterCursor("t.id") + query.orderAndLimit("t.id"))
                .params(parameters)
                .query((row, n) -> {
                    var truck = TruckRepository.truck(row);
                    return new ListQuery.Row<>(truck, truck.id(), row.getString("sort_key"));
                })
                .list();
        return query.page(rows, body);
    }
}
