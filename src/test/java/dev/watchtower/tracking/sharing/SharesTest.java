package dev.watchtower.tracking.sharing;

import static dev.watchtower.testing.Positions.position;
import static dev.watchtower.testing.Positions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.platform.Secrets;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(SharesTest.Clocks.class)
class SharesTest {
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

    @Autowired
    Shares shares;

    @Autowired
    SharedTrucks trucks;

    private Client client;
    private Client visitor;
    private UUID truck;

    @BeforeEach
    void aTruck() {
        client = server.newOrganization();
        visitor = server.anonymous();
        truck = client.addTruck("875");
    }

    @Test
    void whoHasTheLinkSeesTheTruckAndNothingElse() {
        client.addTruck("yard-876");
        var token = share(Duration.ofHours(8), "for the customer's gate");
        var now = now();
        client.positions(
                with(with(position("875", now, 38.01, 23.7), "speedKph", 54), "headingDegrees", 12),
                position("yard-876", now, 51, 7));
        await().untilAsserted(() ->
                assertThat(open(token).json().path("motion").asString(null)).isEqualTo("moving"));

        var answer = open(token);
        assertThat(answer.status()).isEqualTo(200);
        var seen = answer.json();
        assertThat(seen.propertyNames())
                .containsExactlyInAnyOrder(
                        "truckNumber",
                        "organization",
                        "units",
                        "expiresAt",
                        "motion",
                        "motionSince",
                        "position",
                        "trail",
                        "streetStyleUrl");
        assertThat(seen.get("position").propertyNames())
                .containsExactlyInAnyOrder("recordedAt", "latitude", "longitude", "speedKph", "headingDegrees");
        assertThat(seen.get("truckNumber").asString()).isEqualTo("875");
        assertThat(seen.get("organization").asString()).startsWith("Org ");
        assertThat(seen.get("units").asString()).isEqualTo("metric");
        assertThat(seen.at("/position/recordedAt").asString()).isEqualTo(now.toString());
        assertThat(seen.at("/position/latitude").asDouble()).isEqualTo(38.01);
        assertThat(seen.at("/position/speedKph").asDouble()).isEqualTo(54);
        assertThat(seen.at("/position/headingDegrees").asDouble()).isEqualTo(12);
        assertThat(answer.text()).doesNotContain(truck.toString(), "gate", "yard-876", token);
    }

    @Test
    void beforeItsFirstFixTheTruckHasNoPlace() {
        var seen = open(share(Duration.ofHours(1), null)).json();
        assertThat(seen.get("truckNumber").asString()).isEqualTo("875");
        assertThat(seen.get("position").isNull()).isTrue();
        assertThat(seen.get("motion").isNull()).isTrue();
        assertThat(seen.get("trail")).isEmpty();
    }

    @Test
    void theTrailBeginsWhenTheLinkWasMadeIsTwoHoursLongAtMostAndInventsNothing() {
        client.positions(position("875", now().minusSeconds(600), 38.00, 23.7));
        var token = share(Duration.ofDays(1), null);
        assertThat(open(token).json().at("/position/latitude").asDouble()).isEqualTo(38.00);
        assertThat(open(token).json().get("trail")).isEmpty();

        clock.move(Duration.ofMinutes(1));
        client.positions(position("875", now(), 38.01, 23.7));
        clock.move(Duration.ofMinutes(1));
        client.positions(position("875", now(), 38.01, 23.72));
        assertThat(open(token).json().get("trail").toString()).isEqualTo("[[[23.7,38.01],[23.72,38.01]]]");

        clock.move(Duration.ofMinutes(119));
        client.positions(position("875", now(), 38.5, 23.9));
        assertThat(open(token).json().get("trail").toString()).isEqualTo("[[[23.72,38.01]],[[23.9,38.5]]]");
    }

    @Test
    void aLongTrailIsToldInAFewHundredPoints() {
        var token = share(Duration.ofDays(1), null);
        clock.move(Duration.ofHours(1));
        var start = now().minusSeconds(3_500);
        client.post(
                "/api/v1/positions",
                IntStream.range(0, 3_500)
                        .mapToObj(
                                i -> position("875", start.plusSeconds(i), 38 + i / 10_000.0, 23.7 + Math.sin(i) / 100))
                        .toList());
        var trail = open(token).json().at("/trail/0");
        assertThat(trail.size()).isBetween(2, 300);
        assertThat(trail.get(0).get(1).asDouble()).isEqualTo(38);
        assertThat(trail.get(trail.size() - 1).get(1).asDouble()).isEqualTo(38.3499);
    }

    @Test
    void whileNothingChangesTheAnswerIsThatItHasNotChanged() {
        client.positions(position("875", now(), 38, 23.7));
        var token = share(Duration.ofHours(1), null);
        await().until(() -> !open(token).json().get("motion").isNull());
        var tag = open(token).headers().firstValue("ETag").orElseThrow();
        assertThat(again(token, tag).status()).isEqualTo(304);

        clock.move(Duration.ofSeconds(30));
        client.positions(position("875", now(), 38.01, 23.7));
        assertThat(again(token, tag).status()).isEqualTo(200);

        revoke(only().get("id"));
        assertThat(again(token, tag).status()).isEqualTo(404);
    }

    @Test
    void oneAnswerServesAllWhoLookWithinTwoSecondsAndNobodyOnceTheLinkIsRevoked() {
        client.positions(position("875", now(), 38, 23.7));
        var token = share(Duration.ofHours(1), null);
        await().until(() -> trucks.open(token) == trucks.open(token));
        var before = trucks.open(token);
        clock.move(Duration.ofSeconds(2));
        assertThat(trucks.open(token)).isNotSameAs(before);
        await().until(() -> trucks.open(token) == trucks.open(token));
        revoke(only().get("id"));
        assertThat(open(token).status()).isEqualTo(404);
    }

    @Test
    void nobodyKeepsTheAnswerOrTellsTheTokenOn() {
        var token = share(Duration.ofHours(1), null);
        for (var path : List.of("/api/v1/shared/" + token, "/api/v1/shared/unknown", "/share/" + token)) {
            var headers = visitor.get(path).headers();
            assertThat(headers.firstValue("Cache-Control").orElseThrow())
                    .as(path)
                    .contains("no-store");
            assertThat(headers.allValues("Referrer-Policy")).as(path).containsExactly("no-referrer");
            assertThat(headers.allValues("X-Robots-Tag")).as(path).containsExactly("noindex");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'self'");
        }
        assertThat(visitor.get("/trucks").headers().firstValue("X-Robots-Tag")).isEmpty();
    }

    @Test
    void everyTokenThatDoesNotWorkIsAnsweredTheSame() {
        var expired = share(Duration.ofMinutes(2), null);
        clock.move(Duration.ofMinutes(3));
        var revoked = share(Duration.ofHours(1), null);
        revoke(only().get("id"));
        var working = share(Duration.ofHours(1), null);
        var tampered = (working.charAt(0) == 'A' ? "B" : "A") + working.substring(1);
        var ofAnArchivedTruck = share(Duration.ofHours(1), null, client.addTruck("877"));
        client.delete("/api/v1/trucks/" + truckId("877"));

        var refusal = open(expired);
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.type()).isEqualTo("urn:watchtower:share-not-found");
        assertThat(refusal.json().get("detail").asString()).contains("does not work");
        for (var token : List.of(
                revoked,
                tampered,
                ofAnArchivedTruck,
                Secrets.random(),
                working + "A",
                working.substring(1),
                "x",
                "x".repeat(4_000),
                "%20",
                "%C3%A9")) {
            var answer = open(token);
            assertThat(answer.status()).as(token).isEqualTo(404);
            assertThat(withoutInstance(answer.json())).as(token).isEqualTo(withoutInstance(refusal.json()));
        }
        assertThat(open(working).status()).isEqualTo(200);
    }

    @Test
    void anAddressBeyondAllMeasureIsRefusedBeforeItIsLookedAt() {
        assertThat(open("x".repeat(10_000)).status()).isEqualTo(400);
    }

    @Test
    void anArchivedTruckIsSharedAgainOnceItIsRestored() {
        var token = share(Duration.ofHours(1), null);
        client.delete("/api/v1/trucks/" + truck);
        assertThat(open(token).status()).isEqualTo(404);
        var refused = make(truck, clock.instant().plusSeconds(600), null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.type()).isEqualTo("urn:watchtower:truck-archived");
        client.post("/api/v1/trucks/" + truck + "/restore", "");
        assertThat(open(token).status()).isEqualTo(200);
    }

    @Test
    void aLinkIsListedWithoutItsTokenAndRevokedAsOftenAsOneLikes() {
        var before = clock.instant();
        var made = make(truck, clock.instant().plusSeconds(3_600), " gate 4 ");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().propertyNames())
                .containsExactlyInAnyOrder("id", "path", "note", "createdAt", "expiresAt");
        var token = token(made);
        assertThat(token).matches("[A-Za-z0-9_-]{43}");

        var link = only();
        assertThat(link.propertyNames())
                .containsExactlyInAnyOrder("id", "note", "createdAt", "expiresAt", "revokedAt", "lastOpenedAt");
        assertThat(link.get("note").asString()).isEqualTo("gate 4");
        assertThat(link.get("lastOpenedAt").isNull()).isTrue();
        assertThat(stored()).doesNotContain(token);

        open(token);
        var opened = Instant.parse(only().get("lastOpenedAt").asString());
        assertThat(opened).isBetween(before, clock.instant());
        clock.move(Duration.ofSeconds(20));
        open(token);
        assertThat(Instant.parse(only().get("lastOpenedAt").asString())).isEqualTo(opened);
        clock.move(Duration.ofSeconds(45));
        open(token);
        assertThat(Instant.parse(only().get("lastOpenedAt").asString())).isAfter(opened);

        assertThat(revoke(link.get("id")).status()).isEqualTo(204);
        var revokedAt = only().get("revokedAt");
        assertThat(revokedAt.isNull()).isFalse();
        assertThat(revoke(link.get("id")).status()).isEqualTo(204);
        assertThat(only().get("revokedAt")).isEqualTo(revokedAt);
        assertThat(open(token).status()).isEqualTo(404);
        assertThat(list("?live=true").get("items")).isEmpty();
    }

    @Test
    void linksAreListedByPagesTheNewestFirst() {
        for (var note : List.of("a", "b", "c")) {
            share(Duration.ofHours(1), note);
        }
        var first = list("?limit=2");
        assertThat(notes(first)).containsExactly("c", "b");
        var second = list("?limit=2&cursor=" + first.get("next").asString());
        assertThat(notes(second)).containsExactly("a");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(notes(list("?sort=createdAt"))).containsExactly("a", "b", "c");
        assertThat(client.get(sharesOf(truck) + "?sort=note").status()).isEqualTo(400);
    }

    @Test
    void howLongItMayWorkAndWhatMayBeNotedIsLimited() {
        for (var wrong : List.of(
                Duration.ofSeconds(50), Duration.ofDays(-1), Duration.ofDays(30).plusMinutes(1))) {
            var answer = make(truck, clock.instant().plus(wrong), null);
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(422);
            assertThat(answer.type()).isEqualTo("urn:watchtower:share-span");
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("expiresAt");
            assertThat(answer.json().get("detail").asString()).contains("30 days");
        }
        assertThat(make(truck, clock.instant().plusSeconds(70), "x".repeat(200)).status())
                .isEqualTo(201);
        var long201 = make(truck, clock.instant().plusSeconds(70), "x".repeat(201));
        assertThat(long201.status()).isEqualTo(400);
        assertThat(long201.json().at("/errors/0/field").asString()).isEqualTo("note");
        assertThat(make(truck, clock.instant().plusSeconds(70), "a\u0000b").status())
                .isEqualTo(400);
        assertThat(client.post(sharesOf(truck), Map.of("note", "no end")).status())
                .isEqualTo(400);
        assertThat(client.post(sharesOf(truck), Map.of("expiresAt", "tomorrow")).status())
                .isEqualTo(400);
        assertThat(make(UUID.randomUUID(), clock.instant().plusSeconds(70), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTruckHasFiftyWorkingLinksAtMost() {
        for (int i = 0; i < Shares.MOST_LIVE; i++) {
            share(Duration.ofHours(1), null);
        }
        var oneMore = make(truck, clock.instant().plusSeconds(600), null);
        assertThat(oneMore.status()).isEqualTo(409);
        assertThat(oneMore.type()).isEqualTo("urn:watchtower:too-many-shares");
        assertThat(oneMore.json().get("detail").asString()).contains("50");
        revoke(list("?limit=1").at("/items/0/id"));
        assertThat(make(truck, clock.instant().plusSeconds(600), null).status()).isEqualTo(201);
    }

    @Test
    void anotherOrganizationReachesNeitherTruckNorLink() {
        share(Duration.ofHours(1), null);
        var id = only().get("id");
        var others = server.newOrganization();
        others.addTruck("875");
        assertThat(others.get(sharesOf(truck)).status()).isEqualTo(404);
        var body = Map.of("expiresAt", clock.instant().plusSeconds(600).toString());
        assertThat(others.post(sharesOf(truck), body).status()).isEqualTo(404);
        assertThat(others.delete("/api/v1/shares/" + id.asString()).status()).isEqualTo(404);
        assertThat(others.delete("/api/v1/shares/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(only().get("revokedAt").isNull()).isTrue();
    }

    @Test
    void linksAreRemovedAMonthAfterTheirEnd() {
        var other = client.addTruck("yard-876");
        share(Duration.ofMinutes(2), "expired");
        share(Duration.ofDays(29), "revoked");
        revoke(only("revoked").get("id"));
        share(Duration.ofDays(29), "works longer");
        share(Duration.ofDays(29), "of the other truck", other);
        clock.move(Duration.ofDays(29));
        ShareCleanupJob.run(shares);
        assertThat(notes(list(""))).containsExactly("works longer", "revoked", "expired");
        clock.move(Duration.ofDays(1).plusMinutes(3));
        ShareCleanupJob.run(shares);
        assertThat(notes(list(""))).containsExactly("works longer");
    }

    @Test
    void aTokenOpensNothingButItsTruck() {
        var token = share(Duration.ofHours(1), null);
        for (var path : List.of(
                "/api/v1/shared",
                "/api/v1/shared/",
                "/api/v1/shared/" + token + "/",
                "/api/v1/shared/" + token + "/track",
                "/api/v1/shares/" + token,
                "/api/v1/trucks/" + truck + "/location",
                "/api/v1/map",
                "/api/v1/roads/tiles/5/1/1",
                "/api/v1/me")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(401);
            assertThat(visitor.withToken(token).get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(visitor.delete("/api/v1/shared/" + token).status()).isEqualTo(401);
        assertThat(visitor.post("/api/v1/shared/" + token, "").status()).isEqualTo(401);
    }

    private String share(Duration length, String note) {
        return share(length, note, truck);
    }

    private String share(Duration length, String note, UUID shared) {
        var made = make(shared, clock.instant().plus(length), note);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return token(made);
    }

    private Client.Answer make(UUID shared, Instant expiresAt, String note) {
        var body = new HashMap<String, Object>();
        body.put("expiresAt", expiresAt.toString());
        body.put("note", note);
        return client.post(sharesOf(shared), body);
    }

    private static String token(Client.Answer made) {
        var path = made.json().get("path").asString();
        assertThat(path).startsWith("/share/");
        return path.substring("/share/".length());
    }

    private Client.Answer open(String token) {
        return visitor.get("/api/v1/shared/" + token);
    }

    private Client.Answer again(String token, String tag) {
        return visitor.send(visitor.request("/api/v1/shared/" + token)
                .header("If-None-Match", tag)
                .GET());
    }

    private Client.Answer revoke(JsonNode id) {
        return client.delete("/api/v1/shares/" + id.asString());
    }

    private static String sharesOf(UUID truck) {
        return "/api/v1/trucks/" + truck + "/shares";
    }

    private JsonNode list(String parameters) {
        return client.get(sharesOf(truck) + parameters).json();
    }

    /** The newest link. */
    private JsonNode only() {
        return list("").at("/items/0");
    }

    private JsonNode only(String note) {
        return list("").get("items").values().stream()
                .filter(link -> link.get("note").asString("").equals(note))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> notes(JsonNode page) {
        return page.get("items").values().stream()
                .map(link -> link.get("note").asString())
                .toList();
    }

    private UUID truckId(String number) {
        return UUID.fromString(client.get("/api/v1/trucks?q=" + number)
                .json()
                .at("/items/0/id")
                .asString());
    }

    /** All that is stored of the links, as text. */
    private String stored() {
        return String.join(
                "\n",
                server.database()
                        .sql("select s::text from share_links s")
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    private static String withoutInstance(JsonNode problem) {
        return problem.toString().replaceAll("\"(instance|requestId)\":\"[^\"]*\"", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
