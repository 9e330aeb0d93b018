package dev.watchtower.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class TenancyTest {
    @Autowired
    Server server;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private UUID here;
    private UUID there;

    @BeforeEach
    void twoOrganizationsWithATruckEach() {
        here = organizationWithTruck("H-" + Ids.next());
        there = organizationWithTruck("T-" + Ids.next());
    }

    @Test
    void aTransactionSeesTheRowsOfItsOrganizationAlone() {
        assertThat(organizationsSeenFrom(here)).containsExactly(here);
        assertThat(organizationsSeenFrom(there)).containsExactly(there);
    }

    @Test
    void withoutATransactionNothingIsSeen() {
        assertThat(organizations()).isEmpty();
    }

    @Test
    void noTransactionBeginsWithoutAnOrganization() {
        assertThatThrownBy(() -> new TransactionTemplate(transactions).execute(status -> organizations()))
                .hasStackTraceContaining("no organization");
    }

    @Test
    void aRowForAnotherOrganizationIsRefused() {
        assertThatThrownBy(() -> inTransaction(
                        here, () -> jdbc.sql("""
                                insert into trucks (id, organization_id, truck_number, service_status, version, created_at,
                                    updated_at)
                                values (?, ?, 'X', 'OPERATIONAL', 1, now(), now())""").params(Ids.next(), there).update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void anotherOrganizationsRowsCannotBeChanged() {
        var changed = inTransaction(
                here,
                () -> jdbc.sql("update trucks set company = 'taken over' where organization_id = ?")
                        .param(there)
                        .update());
        assertThat(changed).isZero();
    }

    @Test
    void theRequestRoleOwnsNothing() {
        assertThatThrownBy(() -> inTransaction(
                        here,
                        () -> jdbc.sql("alter table trucks disable row level security")
                                .update()))
                .hasStackTraceContaining("must be owner");
    }

    private UUID organizationWithTruck(String number) {
        var client = server.newOrganization();
        client.addTruck(number);
        return UUID.fromString(
                client.get("/api/v1/me").json().at("/organization/id").asString());
    }

    private List<UUID> organizationsSeenFrom(UUID organization) {
        return inTransaction(organization, this::organizations);
    }

    private List<UUID> organizations() {
        return jdbc.sql("select distinct organization_id from trucks")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private <T> T inTransaction(UUID organization, Supplier<T> work) {
        return Tenancy.in(organization, () -> new TransactionTemplate(transactions).execute(status -> work.get()));
    }
}
