package dev.watchtower.feeds.csv;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Imports as stored. */
@Repository
class ImportRepository {
    static final String STANDARD_SORT = "-createdAt";
    static final Map<String, ListQuery.Sort> SORTS = Map.of("createdAt", ListQuery.Sort.time("i.created_at"));

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(PositionImport added) {
        jdbc.sql("""
                        insert into position_imports (id, organization_id, file_name, size_bytes, status, create_trucks, columns,
                            time_zone, created_at, updated_at)
                        values (:id, :organization, :fileName, :sizeBytes, :status, :createTrucks, cast(:columns as jsonb),
                            :timeZone, :createdAt, :createdAt)""")
                .param("id", added.id())
                .param("organization", Tenancy.organization())
                .param("fileName", added.fileName())
                .param("sizeBytes", added.sizeBytes())
                .param("status", added.status().name())
                .param("createTrucks", added.createTrucks())
                .param("columns", json.writeValueAsString(added.columns()))
                .param("timeZone", added.timeZone())
                .param("createdAt", added.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<PositionImport> find(UUID id) {
        return jdbc.sql("select i.* from position_imports i where i.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    ListPage<PositionImport> page(ListQuery query) {
        var rows = jdbc.sql("select i.*, " + query.keyColumn() + " from position_imports i where true"
                        + query.afterCursor("i.id") + query.orderAndLimit("i.id"))
                .params(query.parameters())
                .query((row, n) ->
                        new ListQuery.Row<>(read(row), row.getObject("id", UUID.class), row.getString("sort_key")))
                .list();
        return query.page(rows, Function.identity());
    }

    /** Moves an import on, unless it has ended; false when it had. */
    boolean move(UUID id, PositionImport.Status next, @Nullable String failure, @Nullable OffsetDateTime finishedAt) {
        return jdbc.sql("""
                        update position_imports
                        set status = :status, failure = :failure, finished_at = :finishedAt, updated_at = now()
                        where id = :id and finished_at is null""")
                        .param("id", id)
                        .param("status", next.name())
                        .param("failure", failure)
                        .param("finishedAt", finishedAt)
                        .update()
                == 1;
    }

    void keepProgress(UUID id, long readBytes) {
        jdbc.sql("update position_imports set read_bytes = :readBytes, updated_at = now() where id = :id")
                .param("id", id)
                .param("readBytes", readBytes)
                .update();
    }

    void addCreatedTrucks(UUID id, int added) {
        jdbc.sql(
                        "update position_imports set created_trucks = created_trucks + :added, updated_at = now() where id = :id")
                .param("id", id)
                .param("added", added)
                .update();
    }

    private PositionImport read(ResultSet row) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new PositionImport(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getLong("size_bytes"),
                PositionImport.Status.valueOf(row.getString("status")),
                row.getBoolean("create_trucks"),
                json.readValue(row.getString("columns"), Columns.class),
                row.getString("time_zone"),
                row.getLong("read_bytes"),
                row.getInt("created_trucks"),
                row.getString("failure"),
                finished == null ? null : finished.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
