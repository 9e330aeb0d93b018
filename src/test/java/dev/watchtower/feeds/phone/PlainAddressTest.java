package dev.watchtower.feeds.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The address without a token, which closes with the second organization, and how much of one phone is taken. */
@ServerTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestPropertySource(properties = "watchtower.phones.requests-per-second=1")
class PlainAddressTest {
    @Autowired
    Server server;

    @Test
    @Order(1)
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

    @Test
    @Order(2)
    void anAddressWithATokenIsHeldToALimitOfItsOwnHoweverManyDevicesUseIt() {
        var phones = Phones.of(server.newOrganization());
        var others = Phones.of(server.newOrganization());
        var signs = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"id\":\"d" + i + "\",\"battery\":50}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(phones.post("application/json", signs).type()).isEqualTo("urn:watchtower:device-unknown");
        var answer = phones.post("application/json", signs);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("RateLimit-Limit")).isPresent();
        assertThat(others.post("application/json", signs).type()).isEqualTo("urn:watchtower:device-unknown");
    }
}
