package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

@ServerTest
@DirtiesContext
class PartitionsTest {
    @Autowired
    Server server;

    @Autowired
    Partitions partitions;

    @Test
    void monthsThatAreTooOldAreDroppedAndOthersStay() throws Exception {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var now = Instant.now();
        var old = now.minus(Duration.ofDays(100));
        client.positions(position("875", now, 38, 23.7), position("875", old, 38, 23.7));
        partitions.dropBefore(old.minus(Duration.ofDays(40)));
        assertThat(server.positions(truck)).isEqualTo(2);
        partitions.dropBefore(now);
        assertThat(server.positions(truck)).isEqualTo(1);
        // A month that was dropped is made again when a position needs it.
        client.positions(position("875", old, 38, 23.7));
        assertThat(server.positions(truck)).isEqualTo(2);
    }
}
