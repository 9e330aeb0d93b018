package dev.watchtower.identity.audit;

import dev.watchtower.identity.audit.AuditEntry.ActorKind;
import dev.watchtower.identity.audit.AuditEntry.AuditAct;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit log as stored. */
@Repository
class AuditListing {
    static final String STANDARD_SORT = "-at";
    static final Map<String, ListQuery.Sort> SORTS = Map.of("at", ListQuery.Sort.time("l.created_at"));

    private static final TypeReference<Map<String, @Nullable Object>> VALUES = new TypeReference<>() {};
    private static final TypeReference<List<AuditAct>> ACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditListing(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    ListPage<AuditEntry> page(AuditFilter filter, ListQuery query) {
        var parameters = new HashMap<String, Object>(query.parameters());
        var rows = jdbc.sql("select l.*, " + query.keyColumn() + " from audit_log l where " + filter.where(parameters)
                        + query.afterCursor("l.id") + query.orderAndLimit("l.id"))
                .params(parameters)
                .query((row, n) ->
                        new ListQuery.Row<>(entry(row), row.getObject("id", UUID.class), row.getString("sort_key")))
                .list();
        return query.page(rows, Function.identity());
    }

    /** The newest first; those older than the given one, unless that is null. */
    List<AuditEntry> olderThan(@Nullable AuditEntry last, AuditFilter filter, int limit) {
        var parameters = new HashMap<String, Object>();
        var where = filter.where(parameters);
        if (last != null) {
            where += " and (l.created_at, l.id) < (:lastAt, :lastId)";
            parameters.put("lastAt", last.at().atOffset(ZoneOffset.UTC));
            parameters.put("lastId", last.id());
        }
        return jdbc.sql("select l.* from audit_log l where " + where + " order by l.created_at desc, l.id desc limit "
                        + limit)
                .params(parameters)
                .query((row, n) -> entry(row))
                .list();
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        var also = row.getString("also");
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ActorKind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_name"),
                row.getString("address"),
                row.getString("request_id"),
                row.getString("action"),
                row.getBoolean("refused"),
                row.getString("subject_kind"),
                row.getString("subject_id"),
                values(row.getString("before")),
                values(row.getString("after")),
                also == null ? List.of() : json.readValue(also, ACTS));
    }

    private @Nullable Map<String, @Nullable Object> values(@Nullable String text) {
        return text == null ? null : json.readValue(text, VALUES);
    }
}
