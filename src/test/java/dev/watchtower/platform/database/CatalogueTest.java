package dev.watchtower.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class CatalogueTest {
    @Autowired
    Server server;

    @BeforeEach
    void thereIsAPartition() {
        var client = server.newOrganization();
        client.addTruck("P1");
        client.positions(Positions.position("P1", Instant.now(), 38, 23.7));
    }

    @Test
    void theServerIsOfTheVersionThatThisRunIsFor() {
        var version =
                server.database().sql("show server_version").query(String.class).single();
        assertThat(version).startsWith(System.getProperty("watchtower.test.postgres.version", "18."));
    }

    @Test
    void everyTableAndPartitionHasAPolicyOrAReason() {
        var unprotected =
                server.database().sql("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'dev'::regnamespace and c.relkind in ('r', 'p')
                          and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))""").query((row, n) -> row.getString(1)).list();
        assertThat(unprotected)
                .containsExactlyInAnyOrder(
                        "flyway_schema_history", // not granted to the request role
                        "road_owner", // not granted to the request role
                        "scheduled_tasks"); // a job's data names its organization, its handler enters the tenancy
    }

    @Test
    void theRequestRoleCannotReachPartitionsOrTheRoadsRow() {
        var reachable =
                server.database().sql("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'dev'::regnamespace and c.relkind in ('r', 'p')
                          and (c.relispartition or c.relname in ('road_owner', 'flyway_schema_history'))
                          and has_any_column_privilege('wt_' || current_database() || '_dev', c.oid, 'select, insert, update')""").query((row, n) -> row.getString(1)).list();
        assertThat(reachable).isEmpty();
    }

    @Test
    void everyTableSaysWhenItsRowsWereMadeAndChanged() {
        var without =
                server.database().sql("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'dev'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                          and (select count(*) from pg_attribute a
                               where a.attrelid = c.oid and a.attname in ('created_at', 'updated_at')) < 2""").query((row, n) -> row.getString(1)).list();
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "audit_log", // its rows are never changed
                        "flyway_schema_history", // Flyway's
                        "scheduled_tasks", // db-scheduler's
                        "vehicle_positions"); // recorded_at and received_at
    }

    @Test
    void keysBetweenBusinessRowsCarryTheOrganization() {
        var plain =
                server.database().sql("""
                        select k.conname from pg_constraint k
                        join pg_class target on target.oid = k.confrelid
                        where k.contype = 'f' and k.connamespace = 'dev'::regnamespace
                          and target.relname not in ('organizations', 'users')
                          and not exists (select from pg_attribute a
                                          where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                                            and a.attname = 'organization_id')""").query((row, n) -> row.getString(1)).list();
        assertThat(plain).isEmpty();
    }

    @Test
    void whatNamesATruckGoesWithItOrIsErasedBefore() {
        var staying = server.database()
                .sql("""
                        select distinct k.conrelid::regclass::text from pg_constraint k
                        where k.contype = 'f' and k.confrelid = 'dev.trucks'::regclass and k.confdeltype <> 'c'""")
                .query((row, n) -> row.getString(1).replace("dev.", ""))
                .list();
        assertThat(staying)
                .containsExactlyInAnyOrder(
                        "truck_devices", // deleted with the truck, by its repository
                        "truck_progress", // these by TruckEraser
                        "truck_day_states",
                        "truck_days",
                        "motion_episodes");
    }

    @Test
    void nobodyButTheRequestRoleMayCallTheFunctionsThatPassThePolicies() {
        var open =
                server.database().sql("""
                        select p.proname from pg_proc p
                        where p.pronamespace = 'dev'::regnamespace and p.prosecdef
                          and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0)
                               or not exists (select from unnest(p.proconfig) c where c like 'search_path=%'))""").query((row, n) -> row.getString(1)).list();
        assertThat(open).isEmpty();
    }
}
