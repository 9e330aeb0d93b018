package dev.watchtower.tracking;

import dev.watchtower.platform.Tenancy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far each feed has read its source, and what became of what it read. */
@Service
public class IntakeLedger {
    private static final int LONGEST_REASON = 200;
    /** A file that is wrong in every line must not fill the database with reasons. */
    private static final int MOST_REFUSALS = 100_000;

    /** Where a feed stands. */
    public record Progress(long place, long accepted, long duplicates, long rejected) {}

    /** An item that was refused, by its place in the source. */
    public record PlacedRefusal(long place, String reason) {}

    private final JdbcClient jdbc;

    IntakeLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins a ledger at place 0. */
    @Transactional
    public void open(UUID id) {
        jdbc.sql("""
                        insert into intake_ledger (id, organization_id, place, accepted, duplicates, rejected)
                        values (:id, :organization, 0, 0, 0, 0)""")
                .param("id", id)
                .param("organization", Tenancy.organization())
                .update();
    }

    @Transactional(readOnly = true)
    public Progress progress(UUID id) {
        return Objects.requireNonNull(progress(List.of(id)).get(id), "no such ledger");
    }

    /** Where each of these stands. */
    @Transactional(readOnly = true)
    public Map<UUID, Progress> progress(Collection<UUID> ids) {
        var found = new HashMap<UUID, Progress>();
        jdbc.sql("select id, place, accepted, duplicates, rejected from intake_ledger where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            row.getObject("id", UUID.class),
                            new Progress(
                                    row.getLong("place"),
                                    row.getLong("accepted"),
                                    row.getLong("duplicates"),
                                    row.getLong("rejected")));
                });
        return found;
    }

    /** Refusals in the order of their places, beginning at one; of each ledger the first 100,000 are kept. */
    @Transactional(readOnly = true)
    public List<PlacedRefusal> refusals(UUID id, long from, int limit) {
        return jdbc.sql("""
                        select place, reason from intake_refusals where ledger_id = :id and place >= :from
                        order by place limit :limit""")
                .param("id", id)
                .param("from", from)
                .param("limit", limit)
                .query((row, n) -> new PlacedRefusal(row.getLong("place"), row.getString("reason")))
                .list();
    }

    /** How many refusals are kept. */
    @Transactional(readOnly = true)
    public long refusalsKept(UUID id) {
        return jdbc.sql("select count(*) from intake_refusals where ledger_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    /** Takes the step in the recorder's transaction; false when the ledger stands elsewhere by now. */
    static boolean advance(Connection connection, UUID organization, Checkpoint step, IntakeAnswer answer)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update intake_ledger set place = ?, accepted = accepted + ?, duplicates = duplicates + ?,
                    rejected = rejected + ?, updated_at = now()
                where organization_id = ? and id = ? and place = ?
                returning rejected""")) {
            update.setLong(1, step.to());
            update.setInt(2, answer.accepted());
            update.setInt(3, answer.duplicates());
            update.setInt(4, answer.rejected().size());
            update.setObject(5, organization);
            update.setObject(6, step.ledger());
            update.setLong(7, step.from());
            var row = update.executeQuery();
            if (!row.next()) {
                return false;
            }
            var before = row.getLong(1) - answer.rejected().size();
            keep(connection, organization, step, answer, MOST_REFUSALS - before);
            return true;
        }
    }

    /** What stands in a reason may come from the sender: without control characters, and not at any length. */
    private static String storable(String reason) {
        var text = reason.replaceAll("[\\p{Cc}\\p{Cs}]", "\ufffd");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }

    private static void keep(Connection connection, UUID organization, Checkpoint step, IntakeAnswer answer, long room)
            throws SQLException {
        if (room <= 0 || answer.rejected().isEmpty()) {
            return;
        }
        var kept = answer.rejected()
                .subList(0, (int) Math.min(room, answer.rejected().size()));
        try (var insert = connection.prepareStatement("""
                insert into intake_refusals (organization_id, ledger_id, place, reason)
                select ?, ?, place, reason from unnest(?, ?) as refusal (place, reason)
                on conflict do nothing""")) {
            insert.setObject(1, organization);
            insert.setObject(2, step.ledger());
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            kept.stream()
                                    .map(refusal -> step.places().get(refusal.index()))
                                    .toArray()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            kept.stream()
                                    .map(refusal -> storable(refusal.reason()))
                                    .toArray()));
            insert.executeUpdate();
        }
    }
}
