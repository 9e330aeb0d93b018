package dev.watchtower.feeds.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The address without a token, and how much of one phone is taken. */
@ServerTest
@TestPropertySource(properties = "watchtower.phones.requests-per-second=1")
class PlainAddressTest {
    @Autowired
    Server server;

    @Test
    void thePlainAddressIsOpenWhileThereIsOneOrganizationAndAPhoneIsHeldToItsLimit() {
        var phones = new Phones(server.admin(), "/osmand");
        var truck = phones.client().addTruck("875");
        var setup = phones.client()
                .post("/api/v1/trucks/" + truck + "/phone-setup", "")
                .json();
        assertThat(setup.get("path").asString()).isEqualTo("/osmand");
        var device = setup.get("deviceId").asString();
        assertThat(phones.fix("stranger", Instant.now()).status()).isEqualTo(404);
        assertThat(phones.unknown().size()).isEqualTo(1);

        var queue = Instant.now().minusSeconds(3_600);
        var taken = 0;
        var answer = phones.fix(device, queue);
        while (answer.status() == 200 && taken < 1_000) {
            taken++;
            answer = phones.fix(device, queue.plusSeconds(taken));
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(taken).isGreaterThanOrEqualTo(150);
        assertThat(server.positions(truck)).isEqualTo(taken);
        assertThat(phones.fix("stranger", Instant.now()).status()).isEqualTo(404); // a limit of its own

        server.newOrganization();
        assertThat(phones.fix("stranger", Instant.now()).status()).isEqualTo(404);
        var attempts = phones.unknown().get(0).get("attempts").asInt();
        assertThat(attempts).as("the third came to a closed door").isEqualTo(2);
    }
}
