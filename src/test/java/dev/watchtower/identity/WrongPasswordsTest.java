package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Whoever tries passwords. Time stands still, unless a test lets it pass. */
@ServerTest
@Import({MovableTime.class, WrongPasswordsTest.Counting.class})
class WrongPasswordsTest {
    /** Counts how many passwords are looked at. */
    static final class CountingEncoder extends BCryptPasswordEncoder {
        private final AtomicInteger looks = new AtomicInteger();

        CountingEncoder() {
            super(4);
        }

        @Override
        protected boolean matchesNonNull(String password, String hash) {
            looks.incrementAndGet();
            return super.matchesNonNull(password, hash);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {
        @Bean
        @Primary
        CountingEncoder countingEncoder() {
            return new CountingEncoder();
        }
    }

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    @Autowired
    Server server;

    @Autowired
    CountingEncoder encoder;

    @Autowired
    MovableTicker ticker;

    private String name;
    private String network;

    @BeforeEach
    void someoneAndANetwork() {
        name = server.newOrganization()
                .get("/api/v1/me")
                .json()
                .at("/user/userName")
                .asString();
        network = "198.51." + NETWORKS.incrementAndGet();
        encoder.looks.set(0);
    }

    @Test
    void ofTenThousandTriesForANameAtMostFiftyAreLookedAt() throws Exception {
        var answers = tryAll(10_000, i -> tryIn(name, "guess number " + i));
        assertThat(encoder.looks.get()).isBetween(1, 50);
        assertThat(answers).containsOnlyKeys(401, 429);
        assertThat(answers.get(401)).isEqualTo(encoder.looks.get());
        assertThat(tryIn(name, Server.PASSWORD).status())
                .as("the right one, too")
                .isEqualTo(429);
    }

    @Test
    void norOfTenThousandForANameThatIsNobodys() throws Exception {
        var answers = tryAll(10_000, i -> tryIn("nobody at all", "guess number " + i));
        assertThat(encoder.looks.get()).isBetween(1, 50);
        assertThat(answers).containsOnlyKeys(401, 429);
    }

    @Test
    void norOfTenThousandNamesFromOneNetwork() throws Exception {
        var answers = tryAll(10_000, i -> tryIn("name number " + i, "Password123!"));
        assertThat(encoder.looks.get()).isBetween(1, 50);
        assertThat(answers).containsOnlyKeys(401, 429);
    }

    @Test
    void aKnownAndAnUnknownNameAreAnsweredAlike() {
        for (int i = 0; i < 12; i++) {
            var known = tryIn(name, "guess number " + i);
            var unknown = tryIn("nobody " + network, "guess number " + i);
            assertThat(unknown.status()).as("try " + i).isEqualTo(known.status());
            assertThat(withoutId(unknown)).isEqualTo(withoutId(known));
            assertThat(unknown.headers().map().keySet())
                    .isEqualTo(known.headers().map().keySet());
            assertThat(unknown.headers().firstValue("Retry-After"))
                    .isEqualTo(known.headers().firstValue("Retry-After"));
        }
    }

    @Test
    void theNameIsCountedAsTypedButForItsCaseAndBlanks() throws Exception {
        tryAll(30, i -> tryIn(i % 2 == 0 ? name : " " + name.toUpperCase() + " ", "guess"));
        assertThat(encoder.looks.get()).isEqualTo(10);
    }

    @Test
    void withTimeThereAreMoreTriesAndSoonTheRightOneIsLookedAt() throws Exception {
        tryAll(20, i -> tryIn(name, "guess"));
        var refused = tryIn(name, Server.PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        ticker.pass(Duration.ofSeconds(
                Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow())));
        assertThat(tryIn(name, Server.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void rightOnesCostNothing() throws Exception {
        var answers = tryAll(200, i -> tryIn(name, Server.PASSWORD), 4);
        assertThat(answers).containsOnlyKeys(200);
    }

    @Test
    void anotherNetworkHasTriesOfItsOwnAndANeighbourHasNot() throws Exception {
        tryAll(20, i -> tryIn(name, "guess"));
        assertThat(tryFrom(network + ".77", name, Server.PASSWORD).status()).isEqualTo(429);
        assertThat(tryFrom("203.0.113.77", name, Server.PASSWORD).status()).isEqualTo(200);

        tryAll(
                20,
                i -> tryFrom("2001:db8:0:" + network.substring(7) + "::" + Integer.toHexString(i + 1), name, "guess"));
        assertThat(tryFrom("2001:db8:0:" + network.substring(7) + ":abcd::1", name, Server.PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(tryFrom("2001:db8:1:" + network.substring(7) + "::1", name, Server.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void strangersDoNotSlowAPersonDownOnHisOwnDevice() throws Exception {
        var signedIn = page(name, Server.PASSWORD, "");
        var device = cookie(signedIn, "wt_device_");
        tryAll(1_000, i -> tryIn(name, "guess number " + i));
        assertThat(tryIn(name, Server.PASSWORD).status()).isEqualTo(429);
        assertThat(page(name, Server.PASSWORD, device).status()).isEqualTo(200);

        var another = server.newOrganization()
                .get("/api/v1/me")
                .json()
                .at("/user/userName")
                .asString();
        tryAll(20, i -> tryIn(another, "guess"));
        assertThat(page(another, Server.PASSWORD, device).status())
                .as("a cookie says nothing of others")
                .isEqualTo(429);
    }

    @Test
    void aKnownDeviceHasFewTriesItself() throws Exception {
        var device = cookie(page(name, Server.PASSWORD, ""), "wt_device_");
        encoder.looks.set(0);
        for (int i = 0; i < 100; i++) {
            page(name, "guess number " + i, device);
        }
        assertThat(encoder.looks.get()).isBetween(1, 50);
        var forged = device.replaceAll("=[^.]*\\.", "=" + "A".repeat(43) + ".");
        assertThat(page(name, Server.PASSWORD, forged).status())
                .as("counted as anyone's: the device is not known by it")
                .isEqualTo(200);
        for (int i = 0; i < 100; i++) {
            page(name, "guess number " + i, forged.substring(0, forged.length() - 8) + "%08d".formatted(i));
        }
        assertThat(encoder.looks.get()).isBetween(11, 50);
    }

    @Test
    void whatFailedIsInTheAuditLogAFewTimes() throws Exception {
        tryAll(500, i -> tryIn(name, "guess number " + i));
        await().untilAsserted(() -> assertThat(refusals())
                .isEqualTo(Map.of("The password was wrong.", 10L, "Too many wrong passwords were tried.", 1L)));
    }

    private Map<String, Long> refusals() {
        var rows = server.database().sql("""
                        select after ->> 'reason' from audit_log
                        where action = 'sign-in.fail' and refused
                          and subject_id = (select id::text from users where user_name = ?)""").param(name).query(String.class).list();
        return rows.stream().collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
    }

    private Answer tryIn(String typed, String password) {
        return tryFrom(network + ".1", typed, password);
    }

    private Answer tryFrom(String address, String typed, String password) {
        return server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", typed, "password", password),
                        "X-Forwarded-For",
                        address);
    }

    private Answer page(String typed, String password, String cookie) {
        var headers = new ArrayList<>(List.of("X-Forwarded-For", network + ".1"));
        if (!cookie.isEmpty()) {
            headers.addAll(List.of("Cookie", cookie));
        }
        return server.anonymous()
                .form(
                        "/api/v1/auth/token",
                        Map.of("grant_type", "password", "username", typed, "password", password, "client_id", "page"),
                        headers.toArray(String[]::new));
    }

    private static String cookie(Answer answer, String name) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name))
                .map(cookie -> cookie.split(";")[0])
                .findFirst()
                .orElseThrow();
    }

    private Map<Integer, Integer> tryAll(int tries, IntFunction<Answer> one) throws Exception {
        return tryAll(tries, one, 16);
    }

    /** Tries so often, some at once; how often each status was answered. */
    private static Map<Integer, Integer> tryAll(int tries, IntFunction<Answer> one, int atOnce) throws Exception {
        var statuses = new HashMap<Integer, Integer>();
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var asked = threads.invokeAll(IntStream.range(0, tries)
                    .mapToObj(i -> (Callable<Answer>) () -> one.apply(i))
                    .toList());
            for (var answer : asked) {
                statuses.merge(answer.get().status(), 1, Integer::sum);
            }
        }
        return statuses;
    }

    private static List<String> withoutId(Answer answer) {
        return Arrays.stream(answer.text().split(","))
                .filter(part -> !part.contains("requestId"))
                .toList();
    }
}
