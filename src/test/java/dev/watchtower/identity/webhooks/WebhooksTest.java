package dev.watchtower.identity.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.identity.Access;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.MovableTicker;
import dev.watchtower.testing.MovableTime;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The guard over HTTP, before an end point that stands in no program. */
@ServerTest
@Import({WebhooksTest.TestFeed.class, MovableTime.class})
class WebhooksTest {
    private static final String SECRET = "the vendor's secret";
    private static final WebhookSource SIGNED = new WebhookSource(
            "signed",
            SignatureScheme.usual(
                    Place.prefixed("X-Signature", "v1="), "v1:{timestamp}:{body}", Place.header("X-Timestamp")),
            new DeliveryId.InBody("/eventId"),
            10_000);
    private static final WebhookSource UNSIGNED = new WebhookSource("unsigned", null, null, 10_000);

    /** Keeps what is let in, for the organization of the thread. */
    @RestController
    @Hidden
    static class TestFeed {
        private final WebhookGuard guard;
        private final JdbcClient jdbc;
        final AtomicBoolean fails = new AtomicBoolean();

        TestFeed(WebhookGuard guard, JdbcClient jdbc) {
            this.guard = guard;
            this.jdbc = jdbc;
        }

        @PostMapping("/webhooks/signed/{path}")
        String signed(@PathVariable String path, HttpServletRequest request) throws IOException {
            return guard.take(SIGNED, path, request, this::keep);
        }

        @PostMapping("/webhooks/unsigned/{path}")
        String unsigned(@PathVariable String path, HttpServletRequest request) throws IOException {
            return guard.take(UNSIGNED, path, request, this::keep);
        }

        private String keep(Delivery delivery) {
            jdbc.sql("insert into intake_tokens (id, organization_id, name, hash, created_at, updated_at)"
                            + " values (gen_random_uuid(), :organization, :name, :hash, now(), now())")
                    .param("organization", Access.current().organization())
                    .param("name", new String(delivery.body(), StandardCharsets.UTF_8))
                    .param("hash", Secrets.hash(Secrets.random()))
                    .update();
            if (fails.get()) {
                throw new IllegalStateException("the feed cannot take it");
            }
            return "taken";
        }
    }

    @Autowired
    Server server;

    @Autowired
    Webhooks webhooks;

    @Autowired
    TestFeed feed;

    @Autowired
    MovableTicker ticker;

    @Autowired
    WebhookRepository repository;

    @Autowired
    PlatformTransactionManager transactions;

    private Client owner;
    private UUID organization;
    private Webhooks.Made made;

    @BeforeEach
    void webhook() {
        ticker.pass(Duration.ofHours(1));
        owner = server.newOrganization();
        organization = UUID.fromString(
                owner.get("/api/v1/me").json().at("/organization/id").asString());
        made = add(SIGNED, SECRET);
    }

    @Test
    void whatTheVendorSignedIsTakenInForTheOrganizationOfThePath() {
        assertThat(push(body("1"), Instant.now(), SECRET).status()).isEqualTo(200);
        assertThat(taken()).containsExactly(body("1"));
        assertThat(owner.get("/api/v1/audit-log?action=webhook.create")
                        .json()
                        .at("/items/0/after/source")
                        .asString())
                .isEqualTo("signed");
        assertThat(owner.get("/api/v1/audit-log").text())
                .doesNotContain(SECRET, made.path().substring(made.path().lastIndexOf('/')));
    }

    @Test
    void aForgedOneIsNot() {
        var now = Instant.now();
        refused(push(body("1"), now, "another secret"), 401, "webhook-forged");
        refused(send(made.path(), body("1"), Map.of()), 401, "webhook-forged");
        refused(send(made.path(), body("2"), signed(body("1"), now, SECRET)), 401, "webhook-forged");
        var timeMoved = new HashMap<>(signed(body("1"), now, SECRET));
        timeMoved.put("X-Timestamp", Long.toString(now.getEpochSecond() + 1));
        refused(send(made.path(), body("1"), timeMoved), 401, "webhook-forged");
        var noTime = new HashMap<>(signed(body("1"), now, SECRET));
        noTime.remove("X-Timestamp");
        refused(send(made.path(), body("1"), noTime), 401, "webhook-forged");
        assertThat(taken()).isEmpty();
        var refusals =
                owner.get("/api/v1/audit-log?action=webhook.deliver").json().get("items");
        assertThat(refusals).hasSize(5);
        assertThat(refusals.get(0).get("refused").asBoolean()).isTrue();
        assertThat(refusals.get(0).get("actorKind").asString()).isEqualTo("stranger");
    }

    @Test
    void oneThatWasSignedForAnotherOrganizationIsNot() {
        var theirs = server.newOrganization();
        var other = UUID.fromString(
                theirs.get("/api/v1/me").json().at("/organization/id").asString());
        var there = Access.system(other, () -> webhooks.add(SIGNED, "their secret", List.of()));
        refused(send(there.path(), body("1"), signed(body("1"), Instant.now(), SECRET)), 401, "webhook-forged");
        assertThat(taken()).isEmpty();
        assertThat(theirs.get("/api/v1/intake-tokens").json().get("items")).isEmpty();
    }

    @Test
    void aReplayedOneIsNotWhateverIsAddedToIt() {
        var now = Instant.now();
        var headers = signed(body("1"), now, SECRET);
        assertThat(send(made.path(), body("1"), headers).status()).isEqualTo(200);
        refused(send(made.path(), body("1"), headers), 409, "webhook-repeated");
        var disguised = new HashMap<>(headers);
        disguised.put(
                "X-Signature",
                headers.get("X-Signature").toUpperCase(Locale.ROOT).replace("V1=", "v1="));
        disguised.put("X-Request", "another");
        refused(send(made.path(), body("1"), disguised), 409, "webhook-repeated");
        assertThat(taken()).hasSize(1);
    }

    @Test
    void aVendorsSecondTryIsKnownByTheNameOfTheDelivery() {
        var now = Instant.now();
        assertThat(push(body("1"), now, SECRET).status()).isEqualTo(200);
        refused(push(body("1"), now.plusSeconds(30), SECRET), 409, "webhook-repeated");
        assertThat(push(body("2"), now, SECRET).status()).isEqualTo(200);
        assertThat(taken()).hasSize(2);
    }

    @Test
    void whatFailedMayBeBroughtAgain() {
        var headers = signed(body("1"), Instant.now(), SECRET);
        feed.fails.set(true);
        try {
            assertThat(send(made.path(), body("1"), headers).status()).isEqualTo(500);
        } finally {
            feed.fails.set(false);
        }
        assertThat(taken()).isEmpty();
        assertThat(send(made.path(), body("1"), headers).status()).isEqualTo(200);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void ofManyThatComeAtOnceOneIsTaken() throws Exception {
        var headers = signed(body("1"), Instant.now(), SECRET);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> one = () -> send(made.path(), body("1"), headers).status();
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> answer :
                    senders.invokeAll(IntStream.range(0, 20).mapToObj(n -> one).toList())) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        }
        assertThat(taken()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, -301, 303, 3_600})
    void aLateOneAndOneOfTheFutureAreNot(long seconds) {
        refused(push(body("1"), Instant.now().plusSeconds(seconds), SECRET), 401, "webhook-late");
        assertThat(taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-280, 280})
    void clocksMayDifferALittle(long seconds) {
        assertThat(push(body("1"), Instant.now().plusSeconds(seconds), SECRET).status())
                .isEqualTo(200);
    }

    @Test
    void aHugeOneIsNot() {
        var huge = "{\"eventId\": \"" + "x".repeat(10_000) + "\"}";
        refused(push(huge, Instant.now(), SECRET), 413, "too-large");
        var client = server.anonymous();
        var unannounced = client.request(made.path())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1 << 20])));
        assertThat(client.send(unannounced).status()).isEqualTo(413);
        assertThat(taken()).isEmpty();
    }

    @Test
    void aPathThatLeadsNowhereTellsNothingAndIsSoonNotLookedAt() {
        for (var path : List.of(
                "/webhooks/signed/" + Secrets.random(),
                "/webhooks/signed/x",
                made.path().replace("/signed/", "/unsigned/"))) {
            refused(send(path, body("1"), signed(body("1"), Instant.now(), SECRET)), 404, "webhook-not-found");
        }
        var statuses = IntStream.range(0, 100)
                .map(n -> send("/webhooks/signed/" + n, "", Map.of()).status())
                .boxed()
                .toList();
        assertThat(statuses).contains(404).endsWith(429);
        assertThat(statuses.indexOf(429)).isBetween(40, 60);
        ticker.pass(Duration.ofHours(1));
        assertThat(push(body("1"), Instant.now(), SECRET).status()).isEqualTo(200);
        IntStream.range(0, 100).forEach(n -> send("/webhooks/signed/" + n, "", Map.of()));
        assertThat(push(body("2"), Instant.now(), SECRET).status())
                .as("a path that worked is not held up by strangers behind the same address")
                .isEqualTo(200);
    }

    @Test
    void aRevokedOneLeadsNowhere() {
        Access.runSystem(organization, () -> webhooks.revoke(made.webhook().id()));
        refused(push(body("1"), Instant.now(), SECRET), 404, "webhook-not-found");
        assertThat(server.database()
                        .sql("select count(*) from organization_secrets where organization_id = ?")
                        .param(organization)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aChangedSecretHoldsAtOnce() {
        Access.runSystem(
                organization, () -> webhooks.changeSecret(made.webhook().id(), SIGNED, "a new secret"));
        refused(push(body("1"), Instant.now(), SECRET), 401, "webhook-forged");
        assertThat(push(body("1"), Instant.now(), "a new secret").status()).isEqualTo(200);
    }

    @Test
    void onlyTheVendorsAddressesAreLetInWhereTheyAreListed() {
        var here = add(UNSIGNED, null, "127.0.0.0/8", "::1");
        assertThat(send(here.path(), "a", Map.of()).status()).isEqualTo(200);
        var v4 = add(UNSIGNED, null, "203.0.113.0/24");
        refused(send(v4.path(), "b", Map.of()), 403, "webhook-address");
        assertThat(send(v4.path(), "b", Map.of("X-Forwarded-For", "203.0.113.77"))
                        .status())
                .isEqualTo(200);
        refused(send(v4.path(), "c", Map.of("X-Forwarded-For", "203.0.114.1")), 403, "webhook-address");
        var v6 = add(UNSIGNED, null, "2001:db8::/32");
        assertThat(send(v6.path(), "c", Map.of("X-Forwarded-For", "2001:db8:1::5"))
                        .status())
                .isEqualTo(200);
        refused(send(v6.path(), "d", Map.of("X-Forwarded-For", "2001:db9::1")), 403, "webhook-address");
        assertThat(taken()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "203.0.113.0/33", "203.0.113", "2001:db8::/129", "", "*"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> add(UNSIGNED, null, network)).isInstanceOf(Problem.class);
    }

    @Test
    void oneWithoutTheVendorsSecretIsRefused() {
        assertThatThrownBy(() -> add(SIGNED, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> add(new WebhookSource("samsara", Schemes.SAMSARA, null, 1), "no base64!"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void moreThanIsTakenByOnePathIsPutOff() {
        var open = add(UNSIGNED, null);
        var statuses = IntStream.range(0, 1_500)
                .mapToObj(n -> send(open.path(), "n", Map.of()).status())
                .takeWhile(status -> status == 200)
                .count();
        assertThat(statuses).isEqualTo(1_000);
        var refused = send(open.path(), "n", Map.of());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("RateLimit-Limit")).contains("1000");
        assertThat(push(body("1"), Instant.now(), SECRET).status())
                .as("another path")
                .isEqualTo(200);
    }

    @Test
    void credentialsOfTheVendorsOwnMeanNothingToUs() {
        var headers = new HashMap<>(signed(body("1"), Instant.now(), SECRET));
        headers.put("Authorization", "Bearer vendor-token");
        headers.put("X-Api-Key", "wt_none");
        assertThat(send(made.path(), body("1"), headers).status()).isEqualTo(200);
    }

    @Test
    void whatCameAWeekAgoIsForgotten() {
        assertThat(push(body("1"), Instant.now(), SECRET).status()).isEqualTo(200);
        var clock = new MovableClock();
        clock.standAt(Instant.now().plus(Duration.ofDays(6)));
        WebhookCleanup.run(repository, new TransactionTemplate(transactions), clock);
        assertThat(deliveries()).isEqualTo(2); // by its name and by its signature
        clock.standAt(Instant.now().plus(Duration.ofDays(8)));
        WebhookCleanup.run(repository, new TransactionTemplate(transactions), clock);
        assertThat(deliveries()).isZero();
    }

    private long deliveries() {
        return server.database()
                .sql("select count(*) from webhook_deliveries where organization_id = ?")
                .param(organization)
                .query(Long.class)
                .single();
    }

    private Webhooks.Made add(WebhookSource source, String secret, String... networks) {
        return Access.system(organization, () -> webhooks.add(source, secret, List.of(networks)));
    }

    private Client.Answer push(String body, Instant at, String secret) {
        return send(made.path(), body, signed(body, at, secret));
    }

    private Client.Answer send(String path, String body, Map<String, String> headers) {
        var client = server.anonymous();
        var request = client.request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return client.send(request.POST(BodyPublishers.ofString(body)));
    }

    private static void refused(Client.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("urn:watchtower:" + type);
    }

    private List<String> taken() {
        return owner.get("/api/v1/intake-tokens").json().get("items").values().stream()
                .map(row -> row.get("name").asString())
                .toList();
    }

    private static String body(String id) {
        return "{\"eventId\": \"" + id + "\"}";
    }

    private static Map<String, String> signed(String body, Instant at, String secret) {
        var time = Long.toString(at.getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signature = mac.doFinal(("v1:" + time + ":" + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "X-Timestamp", time, "X-Signature", "v1=" + HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
