package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.fleet.TruckKeys;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How often the names of trucks are read, however many ask. */
@ServerTest
class TruckLookupTest {
    private static final int SENDERS = 16;

    @Autowired
    Server server;

    @Autowired
    Trucks trucks;

    @Test
    void howeverManyComeWithUnknownNamesTheyAreReadOnce() throws Exception {
        var truck = server.newOrganization().addTruck("875");
        var organization = server.database()
                .sql("select organization_id from trucks where id = ?")
                .param(truck)
                .query(UUID.class)
                .single();
        var nanos = new AtomicLong();
        var lookup = new TruckLookup(trucks, nanos::get);

        var first = answers(lookup, organization);
        assertThat(first).hasSize(1).allSatisfy(names -> assertThat(names).containsKey("875"));
        assertThat(answers(lookup, organization)).isEqualTo(first);
        assertThat(Tenancy.in(organization, () -> lookup.mayBeStrange(List.of("875"))))
                .isFalse();
        assertThat(Tenancy.in(organization, () -> lookup.mayBeStrange(List.of("875", "876"))))
                .isTrue();

        nanos.addAndGet(Duration.ofDays(2).toNanos());
        var second = answers(lookup, organization);
        assertThat(second).hasSize(1).isNotEqualTo(first);
    }

    /** What the senders are told, each map that was read for them once. */
    private static Set<Map<String, TruckKeys>> answers(TruckLookup lookup, UUID organization) throws Exception {
        var told = Collections.<Map<String, TruckKeys>>newSetFromMap(new IdentityHashMap<>());
        var start = new CyclicBarrier(SENDERS);
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            var work = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> (Callable<Map<String, TruckKeys>>) () -> {
                        start.await();
                        return Tenancy.in(organization, () -> lookup.names(List.of("unknown-" + sender)));
                    })
                    .toList();
            for (var done : senders.invokeAll(work)) {
                told.add(done.get());
            }
        }
        return told;
    }
}
