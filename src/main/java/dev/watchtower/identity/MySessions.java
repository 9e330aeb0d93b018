package dev.watchtower.identity;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Where a person is signed in, in whatever organization. */
@Service
class MySessions {
    static final String STANDARD_SORT = "-lastUsedAt";
    static final Map<String, ListQuery.Sort> SORTS = Map.of(
            "lastUsedAt", ListQuery.Sort.time("s.last_used_at"), "createdAt", ListQuery.Sort.time("s.created_at"));

    /**
     * @param current whether it is the one that asks
     * @param userAgent what the browser or program calls itself
     * @param address from where it was used last
     * @param lastUsedAt when it was opened or renewed, which open pages do every few minutes
     */
    record MySession(
            UUID id,
            boolean current,
            String organization,
            @Nullable String userAgent,
            @Nullable String address,
            Instant createdAt,
            Instant lastUsedAt) {}

    private record Found(UUID organization, UUID id) {}

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MySessions(JdbcClient jdbc, Sessions sessions, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    ListPage<MySession> page(ListQuery query) {
        var person = Access.person();
        var rows = jdbc.sql("select s.*, " + query.keyColumn() + " from sessions_of_user(:user, :now) s where true"
                        + query.afterCursor("s.session_id") + query.orderAndLimit("s.session_id"))
                .params(query.parameters())
                .param("user", person.user())
                .param("now", now())
                .query((row, n) -> {
                    var found = new Found(
                            row.getObject("organization_id", UUID.class), row.getObject("session_id", UUID.class));
                    return new ListQuery.Row<>(found, found.id(), row.getString("sort_key"));
                })
                .list();
        var page = query.page(rows, found -> found);
        var read = readAll(page.items(), person.session());
        return new ListPage<>(
                page.items().stream()
                        .map(Found::id)
                        .filter(read::containsKey)
                        .map(read::get)
                        .toList(),
                page.next());
    }

    /** Ends one, which may be the one that asks. */
    void end(UUID id) {
        var person = Access.person();
        var organization = jdbc.sql("select organization_id from sessions_of_user(:user, :now) where session_id = :id")
                .param("user", person.user())
                .param("now", now())
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("session"));
        Tenancy.run(organization, () -> sessions.endOwn(new Asker(person.user(), organization, id)));
    }

    /** Ends all but the one that asks. */
    void endOthers() {
        var person = Access.person();
        transaction.executeWithoutResult(status -> {
            sessions.endOthers(person.user(), person.session());
            audit.record("session.end-others", "user", person.user(), null, null);
        });
    }

    private Map<UUID, MySession> readAll(List<Found> page, UUID current) {
        var all = new HashMap<UUID, MySession>();
        page.stream()
                .collect(Collectors.groupingBy(Found::organization, Collectors.mapping(Found::id, Collectors.toList())))
                .forEach((organization, ids) -> Tenancy.run(
                        organization,
                        () -> transaction.executeWithoutResult(
                                status -> read(ids, current).forEach(each -> all.put(each.id(), each)))));
        return all;
    }

    private List<MySession> read(List<UUID> ids, UUID current) {
        return jdbc.sql("""
                        select s.id, o.name, s.user_agent, s.address, s.created_at, s.last_used_at
                        from sessions s join organizations o on o.id = s.organization_id
                        where s.id = any (:ids)""")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> {
                    var id = row.getObject("id", UUID.class);
                    return new MySession(
                            id,
                            id.equals(current),
                            row.getString("name"),
                            row.getString("user_agent"),
                            row.getString("address"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("last_used_at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
