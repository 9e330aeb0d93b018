package dev.watchtower.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** The sweep proves itself: on a database without policies it finds what they alone keep apart. */
@ServerTest
@Import(WithoutPoliciesTest.NoPolicies.class)
class WithoutPoliciesTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class NoPolicies {
        private final Server server;

        NoPolicies(Server server) {
            this.server = server;
        }

        @EventListener(ApplicationReadyEvent.class)
        void drop() {
            var tables = server.database()
                    .sql("""
                            select c.oid::regclass::text from pg_class c
                            where c.relnamespace = 'dev'::regnamespace and c.relrowsecurity""")
                    .query((row, n) -> row.getString(1))
                    .list();
            tables.forEach(table -> server.database()
                    .sql("alter table " + table + " disable row level security")
                    .update());
        }
    }

    @Autowired
    Server server;

    @Test
    void theSweepFindsEveryOperationThatOnlyThePoliciesKeepApart() {
        var sweep = new Sweep(new Tenant(server), server.newOrganization());
        var held = new TreeSet<String>();
        var found = new TreeSet<String>();
        for (var example : new Examples(server).all()) {
            (sweep.fault(example).isEmpty() ? held : found).add(example.operation());
        }
        held.removeAll(found);
        assertThat(held).isEmpty();
    }
}
