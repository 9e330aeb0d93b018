package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** As it is without settings. Time stands still, unless a test lets it pass. */
@ServerTest
@Import(MovableTime.class)
@TestPropertySource(
        properties = {"watchtower.rate-limits.address-per-minute=60", "watchtower.rate-limits.user-per-minute=1200"})
class RateLimitsTest {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    Server server;

    @Autowired
    MovableTicker ticker;

    private Client client;
    private String address;

    @BeforeEach
    void someoneAndAnAddress() {
        ticker.pass(Duration.ofMinutes(2)); // the sign-ins of other tests are forgotten
        client = server.newOrganization();
        address = "203.0.113." + ADDRESSES.incrementAndGet();
    }

    @Test
    void anAddressWithoutAValidTokenHasSixtyRequestsAMinute() {
        var answers = times(61, () -> from(address, "/api/v1/me", "a made-up token"));
        assertThat(statuses(answers, 60)).containsOnly(401);
        var refused = answers.get(60);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.type()).isEqualTo("urn:watchtower:too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");

        assertThat(from(address, "/api/v1/nothing", null).status()).isEqualTo(429);
        assertThat(form(address, "/api/v1/auth/token", Map.of("grant_type", "refresh_token"))
                        .status())
                .isEqualTo(429);
        assertThat(from(address, "/api/v1/me", client.token()).status())
                .as("a valid token is no stranger's")
                .isEqualTo(200);
        assertThat(from("203.0.113.250", "/api/v1/me", null).status())
                .as("nor is another address")
                .isEqualTo(401);

        ticker.pass(Duration.ofSeconds(1));
        assertThat(from(address, "/api/v1/me", null).status()).isEqualTo(401);
        assertThat(from(address, "/api/v1/me", null).status()).isEqualTo(429);
    }

    @Test
    void signingInRenewingAndForgettingCountAsOneEvenWithAToken() {
        var tries = List.<Supplier<Answer>>of(
                () -> form(address, "/api/v1/auth/token", Map.of("grant_type", "refresh_token", "refresh_token", "x")),
                () -> form(address, "/api/v1/auth/token", Map.of("grant_type", "magic"), client.token()),
                () -> json(address, "/api/v1/auth/reset-password", "{\"token\":\"x\",\"newPassword\":\"y\"}"),
                () -> json(address, "/api/v1/auth/forgot-password", "{\"username\":\"nobody\"}"));
        for (int i = 0; i < 60; i++) {
            assertThat(tries.get(i % 4).get().status()).isNotEqualTo(429);
        }
        tries.forEach(one -> assertThat(one.get().status()).isEqualTo(429));
    }

    @Test
    void aWholeNetworkOfIPv6IsOneAddress() {
        times(60, () -> from("2001:db8:7:7::" + Integer.toHexString(ADDRESSES.incrementAndGet()), "/api/v1/me", null));
        assertThat(from("2001:db8:7:7:ffff::1", "/api/v1/me", null).status()).isEqualTo(429);
        assertThat(from("2001:db8:7:8::1", "/api/v1/me", null).status()).isEqualTo(401);
    }

    @Test
    void thePageItsFilesAndHealthAreFree() {
        times(61, () -> from(address, "/api/v1/me", null));
        for (var path : List.of("/", "/trucks", "/assets/none.js", "/livez", "/readyz", "/api/openapi.json")) {
            var answer = from(address, path, null);
            assertThat(answer.status()).as(path).isNotEqualTo(429);
            assertThat(answer.headers().firstValue("RateLimit-Limit")).as(path).isEmpty();
        }
    }

    @Test
    void everyAnswerOfALimitedRequestTellsTheLimit() {
        var person = client.get("/api/v1/me");
        assertThat(person.headers().firstValue("RateLimit-Limit")).contains("1200");
        assertThat(person.headers().firstValue("RateLimit-Remaining")).contains("1199");
        assertThat(person.headers().firstValue("RateLimit-Reset")).contains("1");
        assertThat(client.get("/api/v1/trucks/nonsense").headers().firstValue("RateLimit-Remaining"))
                .contains("1198");
        var stranger = from(address, "/api/v1/me", null);
        assertThat(stranger.headers().firstValue("RateLimit-Limit")).contains("60");
        assertThat(stranger.headers().firstValue("RateLimit-Remaining")).contains("59");
        assertThat(from(address, "/api/v1/me", null).headers().firstValue("RateLimit-Reset"))
                .contains("2");
    }

    @Test
    void aPersonHasTwelveHundredAMinuteHoweverManySessions() {
        var name = client.get("/api/v1/me").json().at("/user/userName").asString();
        var elsewhere = server.anonymous().signIn(name, Server.PASSWORD);
        for (int i = 0; i < 1_199; i++) {
            assertThat((i % 2 == 0 ? client : elsewhere).get("/api/v1/map").status())
                    .isEqualTo(200);
        }
        assertThat(client.get("/api/v1/map").status()).isEqualTo(429);
        assertThat(elsewhere.get("/api/v1/me").status()).isEqualTo(429);
        assertThat(server.newOrganization().get("/api/v1/map").status()).isEqualTo(200);
        ticker.pass(Duration.ofMillis(50));
        assertThat(client.get("/api/v1/map").status()).isEqualTo(200);
    }

    @Test
    void positionsAreNotCountedInRequests() {
        client.addTruck("875");
        var now = Instant.now();
        for (int i = 0; i < 1_300; i++) {
            var answer = client.positions(Positions.position("875", now.minusSeconds(i), 38, 23.7));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
        }
        var stranger = times(61, () -> json(address, "/api/v1/positions", "[]"));
        assertThat(stranger.getLast().status()).isEqualTo(429);
    }

    @Test
    void aShareLinkIsCountedByLinkAndAddress() {
        var link = share();
        var other = share();
        var answers = times(61, () -> from(address, link, null));
        assertThat(statuses(answers, 60)).containsOnly(200);
        assertThat(answers.get(0).headers().firstValue("RateLimit-Remaining")).contains("59");
        assertThat(answers.get(60).status()).isEqualTo(429);
        assertThat(from(address, other, null).status()).isEqualTo(200);
        assertThat(from("203.0.113.251", link, null).status()).isEqualTo(200);
    }

    @Test
    void whoTriesLinksIsCountedByAddressAndWhoHasOneGoesOn() {
        var known = share();
        var unknown = share();
        assertThat(from("203.0.113.252", known, null).status()).isEqualTo(200);
        var tried = new AtomicInteger();
        var answers = times(
                61, () -> from(address, "/api/v1/shared/" + "A".repeat(40) + (100 + tried.incrementAndGet()), null));
        assertThat(statuses(answers, 60)).containsOnly(404);
        assertThat(answers.get(60).status()).isEqualTo(429);
        assertThat(from(address, known, null).status())
                .as("a link that worked lately, from anywhere")
                .isEqualTo(200);
        assertThat(from(address, unknown, null).status()).isEqualTo(429);
    }

    private String share() {
        var truck = client.addTruck("T" + ADDRESSES.incrementAndGet());
        var path = client.post(
                        "/api/v1/trucks/" + truck + "/shares",
                        Map.of("expiresAt", Instant.now().plusSeconds(3_600).toString()))
                .json()
                .get("path")
                .asString();
        return "/api/v1/shared/" + path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<Answer> times(int times, Supplier<Answer> one) {
        return IntStream.range(0, times).mapToObj(i -> one.get()).toList();
    }

    private static List<Integer> statuses(List<Answer> answers, int first) {
        return answers.stream().limit(first).map(Answer::status).toList();
    }

    private Answer from(String address, String path, String token) {
        var asking = token == null ? server.anonymous() : server.anonymous().withToken(token);
        return asking.send(
                asking.request(path).header("X-Forwarded-For", address).GET());
    }

    private Answer form(String address, String path, Map<String, String> fields) {
        return server.anonymous().form(path, fields, "X-Forwarded-For", address);
    }

    private Answer form(String address, String path, Map<String, String> fields, String token) {
        return server.anonymous().withToken(token).form(path, fields, "X-Forwarded-For", address);
    }

    private Answer json(String address, String path, String body) {
        var asking = server.anonymous();
        return asking.send(asking.request(path)
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
