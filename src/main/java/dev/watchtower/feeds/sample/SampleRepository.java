package dev.watchtower.feeds.sample;

import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SampleRepository {
    private final JdbcClient jdbc;

    SampleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of several programs that start on one database, one makes the sample and the others wait and see it. */
    void awaitOtherStarts() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('watchtower.sample-fleet'))")
                .query((row, n) -> 1)
                .list();
    }

    Optional<SampleFleet> find() {
        return jdbc.sql("select * from sample_fleets where organization_id = ?")
                .param(Tenancy.organization())
                .query((row, n) -> new SampleFleet(
                        SampleFleet.State.valueOf(row.getString("state")),
                        row.getLong("seed"),
                        ZoneId.of(row.getString("time_zone")),
                        List.of((UUID[]) row.getArray("truck_ids").getArray()),
                        time(row, "since"),
                        time(row, "fed_to"),
                        time(row, "made_to"),
                        row.getLong("to_erase"),
                        row.getLong("erased")))
                .optional();
    }

    void insert(SampleFleet fleet) {
        jdbc.sql("""
                        insert into sample_fleets (organization_id, state, seed, time_zone, truck_ids, since, fed_to, made_to)
                        values (:organization, :state, :seed, :zone, :trucks, :since, :fedTo, :madeTo)""")
                .param("organization", Tenancy.organization())
                .param("state", fleet.state().name())
                .param("seed", fleet.seed())
                .param("zone", fleet.zone().getId())
                .param("trucks", fleet.trucks().toArray(UUID[]::new))
                .param("since", utc(fleet.since()))
                .param("fedTo", utc(fleet.fedTo()))
                .param("madeTo", utc(fleet.madeTo()))
                .update();
    }

    /** Keeps how far a driving fleet was fed; once all of its past is in, it is made. */
    void keepFedTo(Instant fedTo) {
        jdbc.sql("""
                        update sample_fleets set fed_to = :fedTo, updated_at = now(),
                            state = case when :fedTo >= made_to then 'DRIVING' else state end
                        where organization_id = :organization and state in ('MAKING', 'DRIVING')""")
                .param("organization", Tenancy.organization())
                .param("fedTo", utc(fedTo))
                .update();
    }

    void move(SampleFleet.State state) {
        jdbc.sql("update sample_fleets set state = :state, updated_at = now() where organization_id = :organization")
                .param("organization", Tenancy.organization())
                .param("state", state.name())
                .update();
    }

    void keepErased(long toErase, long erased) {
        jdbc.sql("""
                        update sample_fleets set to_erase = :toErase, erased = :erased, updated_at = now()
                        where organization_id = :organization""")
                .param("organization", Tenancy.organization())
                .param("toErase", toErase)
                .param("erased", erased)
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
