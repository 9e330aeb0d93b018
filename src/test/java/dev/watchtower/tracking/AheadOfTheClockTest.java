package dev.watchtower.tracking;

import static dev.watchtower.testing.Positions.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@ServerTest
@Import(AheadOfTheClockTest.Clocks.class)
class AheadOfTheClockTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    /** Asked itself, because by the moved clock the access token is old. */
    @Autowired
    LiveFleet live;

    @Test
    void aFixAheadOfTheClockIsStoredAndWaitsUntilTheClockHasReachedIt() {
        var client = server.newOrganization();
        var truck = client.addTruck("875");
        var now = clock.instant();
        client.positions(position("875", now, 38.0, 23.7));
        var ahead = client.positions(
                position("875", now.plus(Duration.ofMinutes(4)), 38.1, 23.7),
                position("875", now.plus(Duration.ofHours(2)), 38.2, 23.7),
                position("875", now.plus(Duration.ofHours(3)), 38.3, 23.7));
        assertThat(ahead.json().get("accepted").asInt()).isEqualTo(3);
        assertThat(latitude(client, truck)).isEqualTo(38.1);

        clock.move(Duration.ofMinutes(118));
        live.catchUp();
        assertThat(newest(truck)).isEqualTo(38.1);
        clock.move(Duration.ofMinutes(2));
        awaitLatitude(truck, 38.2);
        clock.move(Duration.ofHours(1));
        awaitLatitude(truck, 38.3);
    }

    private void awaitLatitude(UUID truck, double latitude) {
        await().until(() -> newest(truck) == latitude);
    }

    private double newest(UUID truck) {
        return live.all().stream()
                .flatMap(fleet -> fleet.truck(truck).stream())
                .map(found -> found.recent().newest().point().latitude())
                .findFirst()
                .orElseThrow();
    }

    private static double latitude(Client client, UUID truck) {
        return client.get("/api/v1/trucks/" + truck + "/location")
                .json()
                .get("latitude")
                .asDouble();
    }
}
