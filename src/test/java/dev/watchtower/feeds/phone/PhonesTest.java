package dev.watchtower.feeds.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Positions;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.tracking.GeoPoint;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.SosRaised;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.JsonNode;

/** Phones over HTTP, by an address with a token. */
@ServerTest
@Import(PhonesTest.Listening.class)
class PhonesTest {
    @TestConfiguration
    static class Listening {
        @Bean
        Heard heard() {
            return new Heard(new ConcurrentLinkedQueue<>());
        }
    }

    record Heard(Queue<SosRaised> calls) {
        @EventListener
        void on(SosRaised call) {
            calls.add(call);
        }
    }

    @Autowired
    Server server;

    @Autowired
    Heard heard;

    @Autowired
    PhoneIntake intake;

    Phones phones;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void anOrganizationOfItsOwn() {
        phones = Phones.of(server.newOrganization());
    }

    @Test
    void aFixOfEachDialectIsSeenByWhoAsksNextAndStoredOnce() {
        var truck = phones.truck("875", "48241179");
        for (int round = 0; round < 2; round++) {
            assertThat(phones.query("id=48241179&lat=38.1&lon=23.7&speed=27&timestamp="
                                    + now.minusSeconds(90).getEpochSecond())
                            .status())
                    .isEqualTo(200);
            var form = phones.post(
                    "application/x-www-form-urlencoded",
                    "id=48241179&lat=38.2&lon=23.7&speed=27.00&batt=57&charge=false&timestamp="
                            + now.minusSeconds(60).getEpochSecond());
            assertThat(form.status()).isEqualTo(200);
            assertThat(form.text()).isEmpty();
            var json = phones.post("application/json; charset=utf-8", """
                    {"location":{"timestamp":"%s","coords":{"latitude":38.3,"longitude":23.7,"speed":13.89,"heading":-1},
                     "battery":{"level":0.56,"is_charging":true},"activity":{"type":"in_vehicle"},"extras":{},
                     "_":"&id=48241179&"},"device_id":"48241179"}""".formatted(now.minusSeconds(30)));
            assertThat(json.status()).isEqualTo(200);
            assertThat(phones.post("application/json", """
                            [{"id":"48241179","lat":38.4,"lon":23.7,"timestamp":%d},
                             {"id":"48241179","lat":38.5,"lon":23.7,"timestamp":%d,"speed":27}]""".formatted(
                                            now.minusSeconds(15).getEpochSecond(), now.getEpochSecond()))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(server.positions(truck)).isEqualTo(5);
        var location =
                phones.client().get("/api/v1/trucks/" + truck + "/location").json();
        assertThat(location.get("latitude").asDouble()).isEqualTo(38.5);
        assertThat(location.get("speedKph").asDouble()).isEqualTo(50.0);
        assertThat(location.get("source").asString()).isEqualTo("phone");
        var phone = phones.of(truck);
        assertThat(phone.get("lastFixAt").asString()).isEqualTo(now.toString());
        assertThat(phone.get("firstFixAt").isNull()).isFalse();
        assertThat(phone.get("batteryPercent").asInt()).isEqualTo(56);
        assertThat(phone.get("charging").asBoolean()).isTrue();
        assertThat(phone.get("activity").asString()).isEqualTo("in_vehicle");
        assertThat(phone.get("dropped").size()).isZero();
    }

    @Test
    void theAddressMayEndInASlash() {
        var truck = phones.truck("875", "d1");
        var slashed = new Phones(phones.client(), phones.path() + "/");
        assertThat(slashed.fix("d1", now).status()).isEqualTo(200);
        assertThat(slashed.post("application/json", "{\"id\":\"d1\"}").status()).isEqualTo(200);
        assertThat(server.positions(truck)).isEqualTo(1);
    }

    @Test
    void aHeartbeatIsASignOfLifeAndLeavesTheTruckWhereItIs() {
        var truck = phones.truck("875", "d1");
        assertThat(phones.query("id=d1&batt=44&timestamp=" + now.getEpochSecond())
                        .status())
                .isEqualTo(200);
        assertThat(server.positions(truck)).isZero();
        var phone = phones.of(truck);
        assertThat(phone.get("lastSeenAt").isNull()).isFalse();
        assertThat(phone.get("lastFixAt").isNull()).isTrue();
        assertThat(phone.get("batteryPercent").asInt()).isEqualTo(44);
    }

    @Test
    void anOldReadingFromTheQueueDoesNotHideANewerOne() {
        var truck = phones.truck("875", "d1");
        phones.query("id=d1&batt=44&timestamp=" + now.getEpochSecond());
        phones.query(
                "id=d1&batt=90&charge=true&timestamp=" + now.minusSeconds(600).getEpochSecond());
        assertThat(phones.of(truck).get("batteryPercent").asInt()).isEqualTo(44);
        assertThat(phones.of(truck).get("charging").isNull()).isTrue();
    }

    @Test
    void whatIsNeverTakenInIsAnswered200AndCountedByItsReason() {
        var truck = phones.truck("875", "d1");
        var old = now.minus(Duration.ofDays(365 * 3));
        for (int time = 0; time < 2; time++) {
            assertThat(phones.fix("d1", old).status()).isEqualTo(200);
        }
        assertThat(phones.fix("d1", now.plus(Duration.ofDays(3))).status()).isEqualTo(200);
        assertThat(phones.query("id=d1&lat=0&lon=0&timestamp=" + now.getEpochSecond())
                        .status())
                .isEqualTo(200);
        assertThat(phones.query("id=d1&lat=38&lon=23&timestamp=soon").status()).isEqualTo(200);
        assertThat(phones.post("application/json", "[{\"id\":\"d1\"}, null]").status())
                .isEqualTo(200);
        assertThat(server.positions(truck)).isZero();
        var reasons = phones.of(truck).get("dropped");
        assertThat(reasons.size()).isEqualTo(5);
        for (var reason : reasons) {
            assertThat(reason.get("reason").asString()).isIn("too_old", "ahead", "no_place", "no_time", "unreadable");
            assertThat(reason.get("count").asInt())
                    .isEqualTo(reason.get("reason").asString().equals("too_old") ? 2 : 1);
        }
    }

    @Test
    void oneBadFixInAListDoesNotHoldUpTheOthers() {
        var truck = phones.truck("875", "d1");
        var body = """
                [{"id":"d1","lat":38.1,"lon":23.7,"timestamp":%d}, {"id":"d1","lat":138.1,"lon":23.7,"timestamp":%d},
                 {"id":"d1","lat":38.2,"lon":23.7,"timestamp":1}, {"id":"d1","lat":38.3,"lon":23.7,"timestamp":%d}]""".formatted(now.getEpochSecond() - 60, now.getEpochSecond() - 30, now.getEpochSecond());
        assertThat(phones.post("application/json", body).status()).isEqualTo(200);
        assertThat(server.positions(truck)).isEqualTo(2);
    }

    @Test
    void anArchivedTrucksPhoneGetsRidOfItsQueue() {
        var truck = phones.truck("875", "d1");
        phones.client().delete("/api/v1/trucks/" + truck);
        assertThat(phones.fix("d1", now).status()).isEqualTo(200);
        assertThat(server.positions(truck)).isZero();
        assertThat(phones.of(truck).get("dropped").get(0).get("reason").asString())
                .isEqualTo("archived");
    }

    @Test
    void whatIsRefusedForItsTruckIsNotCountedAsOld() {
        assertThat(reason(now)).isEqualTo(DropReason.ARCHIVED);
        assertThat(reason(now.plusSeconds(5))).isEqualTo(DropReason.ARCHIVED);
        assertThat(reason(now.minus(Duration.ofDays(365 * 3)))).isEqualTo(DropReason.TOO_OLD);
        assertThat(reason(now.plus(Duration.ofDays(3)))).isEqualTo(DropReason.AHEAD);
    }

    private DropReason reason(Instant recordedAt) {
        return intake.reason(new PositionReport("875", recordedAt, 38, 23.7, null, null, null, null, null), now);
    }

    @Test
    void anUnknownDeviceIsRefusedShownAndOneClickFromBecomingATruck() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(phones.fix("48241179", now).status()).isEqualTo(404);
        }
        var device = phones.unknown().get(0);
        assertThat(device.get("deviceId").asString()).isEqualTo("48241179");
        assertThat(device.get("attempts").asInt()).isEqualTo(3);
        assertThat(device.get("latitude").asDouble()).isEqualTo(37.9838);

        var path = "/api/v1/devices/unknown/" + device.get("id").asString() + "/truck";
        assertThat(phones.client().post(path, Map.of()).status()).isEqualTo(400);
        var made = phones.client().post(path, Map.of("truckNumber", "875"));
        assertThat(made.status()).isEqualTo(200);
        var truck = UUID.fromString(made.json().get("truckId").asString());
        assertThat(phones.unknown().size()).isZero();
        assertThat(phones.fix("48241179", now).status()).isEqualTo(200);
        assertThat(server.positions(truck)).isEqualTo(1);
    }

    @Test
    void anUnknownDeviceCanBeGivenToATruckThatIsThereOrForgotten() {
        var truck = phones.client().addTruck("875");
        phones.fix("x1", now);
        phones.fix("x2", now);
        var first = phones.unknown().get(1);
        var path = "/api/v1/devices/unknown/" + first.get("id").asString();
        assertThat(phones.client()
                        .post(path + "/truck", Map.of("truckId", UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
        assertThat(phones.client()
                        .post(path + "/truck", Map.of("truckNumber", "875"))
                        .status())
                .isEqualTo(409);
        assertThat(phones.client()
                        .post(path + "/truck", Map.of("truckId", truck))
                        .status())
                .isEqualTo(200);
        assertThat(phones.of(truck).get("deviceId").asString()).isEqualTo("x1");
        var second = phones.unknown().get(0);
        assertThat(second.get("deviceId").asString()).isEqualTo("x2");
        var forgotten = "/api/v1/devices/unknown/" + second.get("id").asString();
        assertThat(phones.client().delete(forgotten).status()).isEqualTo(204);
        assertThat(phones.client().delete(forgotten).status()).isEqualTo(404);
        assertThat(phones.unknown().size()).isZero();
    }

    @Test
    void aTrucksNumberIsNoDeviceId() {
        var truck = phones.client().addTruck("875");
        assertThat(phones.fix("875", now).status()).isEqualTo(404);
        assertThat(server.positions(truck)).isZero();
    }

    @Test
    void aFloodOfUnknownIdsIsNeitherWrittenDownNorLookedForAndStopsNoKnownPhone() {
        phones.truck("875", "d1");
        assertThat(phones.fix("d1", now).status()).isEqualTo(200);
        var statuses = new HashSet<Integer>();
        for (int i = 0; i < 5_000 && !statuses.contains(429); i++) {
            statuses.add(phones.fix("flood-" + i, now).status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(404, 429);
        assertThat(phones.fix("d1", now).status()).isEqualTo(200);
        var kept = server.database()
                .sql("select count(*) from unknown_devices where device_id like 'flood-%'")
                .query(Long.class)
                .single();
        assertThat(kept).isBetween(1L, 200L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/osmand/wrong", "/osmand/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/osmand/a/b", "/osmand"
            })
    void aWrongAddressTakesNothing(String path) {
        phones.truck("875", "d1");
        var wrong = new Phones(phones.client(), path);
        assertThat(wrong.fix("d1", now).status()).isEqualTo(404);
        assertThat(wrong.post("application/x-www-form-urlencoded", "id=d1").status())
                .isIn(404, 405);
        assertThat(phones.unknown().size()).isZero();
    }

    @Test
    void aTokenIsShownOnceStoredHashedAndCanBeRevoked() {
        phones.truck("875", "d1");
        var token = phones.path().replace("/osmand/", "");
        assertThat(token).hasSize(43);
        phones.fix("d1", now);
        var listed = phones.client().get("/api/v1/intake-tokens").json().get("items");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.toString()).doesNotContain(token);
        assertThat(listed.get(0).get("lastUsedAt").isNull()).isFalse();
        var path = "/api/v1/intake-tokens/" + listed.get(0).get("id").asString();
        assertThat(server.newOrganization().delete(path).status()).isEqualTo(404);
        assertThat(phones.fix("d1", now).status()).isEqualTo(200);
        assertThat(phones.client().delete(path).status()).isEqualTo(204);
        assertThat(phones.fix("d1", now).status()).isEqualTo(404);
        assertThat(phones.unknown().size()).isZero();
    }

    @Test
    void organizationsDoNotSeeEachOthersPhones() {
        var others = Phones.of(server.newOrganization());
        var mine = phones.truck("875", "same-id");
        var theirs = others.truck("875", "same-id");
        phones.fix("same-id", now);
        assertThat(server.positions(mine)).isEqualTo(1);
        assertThat(server.positions(theirs)).isZero();
        assertThat(others.client().get("/api/v1/trucks/" + mine + "/phones").status())
                .isEqualTo(404);
        assertThat(others.client()
                        .post("/api/v1/trucks/" + mine + "/phone-setup", "")
                        .status())
                .isEqualTo(404);
        assertThat(others.client()
                        .delete("/api/v1/trucks/" + mine + "/phones/same-id")
                        .status())
                .isEqualTo(404);

        phones.fix("stranger", now);
        assertThat(others.unknown().size()).isZero();
        var id = phones.unknown().get(0).get("id").asString();
        assertThat(others.client()
                        .post("/api/v1/devices/unknown/" + id + "/truck", Map.of("truckNumber", "9"))
                        .status())
                .isEqualTo(404);
        assertThat(others.client().delete("/api/v1/devices/unknown/" + id).status())
                .isEqualTo(404);
        assertThat(others.client()
                        .get("/api/v1/intake-tokens")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aCallForHelpIsOneEventHoweverOftenItComes() {
        var truck = phones.truck("875", "d1");
        for (int time = 0; time < 3; time++) {
            assertThat(phones.query("id=d1&lat=38.1&lon=23.7&alarm=sos&timestamp=" + now.getEpochSecond())
                            .status())
                    .isEqualTo(200);
        }
        phones.query("id=d1&alarm=sos&timestamp=" + now.plusSeconds(1).getEpochSecond());
        await().until(() -> calls(truck).size() >= 2);
        assertThat(calls(truck)).extracting(SosRaised::sentAt).containsExactlyInAnyOrder(now, now.plusSeconds(1));
        assertThat(calls(truck))
                .filteredOn(call -> call.sentAt().equals(now))
                .extracting(SosRaised::point)
                .containsExactly(new GeoPoint(38.1, 23.7));
        var last = phones.of(truck).get("lastSos");
        assertThat(last.get("at").asString()).isEqualTo(now.plusSeconds(1).toString());
        // It knew no place itself: the one of the call before it, shortly before, is told.
        assertThat(last.get("latitude").asDouble()).isEqualTo(38.1);
    }

    @Test
    void aCallForHelpWithoutATimeIsOneWhileItIsRepeated() {
        var truck = phones.truck("875", "d1");
        for (int time = 0; time < 3; time++) {
            assertThat(phones.query("id=d1&alarm=sos").status()).isEqualTo(200);
        }
        assertThat(keptCalls(truck)).isEqualTo(1);

        server.database()
                .sql("update sos_calls set sent_at = sent_at - interval '3 minutes' where truck_id = ?")
                .param(truck)
                .update();
        phones.query("id=d1&alarm=sos");
        assertThat(keptCalls(truck)).as("a later call is another").isEqualTo(2);

        phones.client()
                .put("/api/v1/trucks/" + truck, Map.of("truckNumber", "875", "deviceIds", new String[] {"d1", "d2"}));
        phones.query("id=d2&alarm=sos");
        assertThat(keptCalls(truck)).as("another device's call is another").isEqualTo(3);
    }

    private long keptCalls(UUID truck) {
        return server.database()
                .sql("select count(*) from sos_calls where truck_id = ?")
                .param(truck)
                .query(Long.class)
                .single();
    }

    private List<SosRaised> calls(UUID truck) {
        return heard.calls().stream().filter(call -> call.truck().equals(truck)).toList();
    }

    @Test
    void aPhoneIsSetUpHeardAndTakenAwayAgain() {
        var truck = phones.client().addTruck("875");
        var setup = phones.client()
                .post("/api/v1/trucks/" + truck + "/phone-setup", "")
                .json();
        var device = setup.get("deviceId").asString();
        assertThat(device).hasSize(22);
        assertThat(setup.get("settings").get("id").asString()).isEqualTo(device);
        var again = phones.client()
                .post("/api/v1/trucks/" + truck + "/phone-setup", "")
                .json();
        assertThat(again.get("deviceId").asString()).isEqualTo(device);
        assertThat(phones.of(truck).get("lastSeenAt").isNull()).isTrue();

        var opened = new Phones(phones.client(), again.get("path").asString())
                .query("id=" + device + "&accuracy=high&interval=30&stop_detection=true");
        assertThat(opened.text()).contains("scan the code");
        assertThat(phones.of(truck).get("lastSeenAt").isNull()).isTrue();

        var phone = new Phones(phones.client(), again.get("path").asString());
        assertThat(phone.path()).startsWith("/osmand/"); // there are several organizations here
        assertThat(phone.fix(device, now).status()).isEqualTo(200);
        assertThat(phone.of(truck).get("firstFixAt").isNull()).isFalse();
        var another = phones.client()
                .post("/api/v1/trucks/" + truck + "/phone-setup", "")
                .json();
        assertThat(another.get("deviceId").asString()).isNotEqualTo(device);

        assertThat(phones.client()
                        .delete("/api/v1/trucks/" + truck + "/phones/" + device)
                        .status())
                .isEqualTo(204);
        assertThat(phone.fix(device, now).status()).isEqualTo(404);
        assertThat(server.positions(truck)).isEqualTo(1);
        assertThat(phones.client()
                        .delete("/api/v1/trucks/" + truck + "/phones/" + device)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void howeverOftenAPhoneIsSetUpItHasOneAddressThatWaits() {
        var setup = "/api/v1/trucks/" + phones.client().addTruck("875") + "/phone-setup";
        var first = phones.client().post(setup, "").json();
        var device = first.get("deviceId").asString();
        var second = phones.client().post(setup, "").json();
        assertThat(tokens(device)).isEqualTo(1);
        assertThat(fix(first, device)).isEqualTo(404);
        assertThat(fix(second, device)).isEqualTo(200);
    }

    private int fix(JsonNode setup, String device) {
        return new Phones(phones.client(), setup.get("path").asString())
                .fix(device, now)
                .status();
    }

    private long tokens(String device) {
        return server.database()
                .sql("select count(*) from intake_tokens where device_id = ?")
                .param(device)
                .query(Long.class)
                .single();
    }

    @Test
    void aPhoneThatMovesToAnotherTruckBeginsAnewThere() {
        var first = phones.truck("875", "d1");
        phones.query("id=d1&lat=0&lon=0&batt=40");
        phones.client().delete("/api/v1/trucks/" + first + "/phones/d1");
        var second = phones.truck("876", "d1");
        phones.fix("d1", now);
        assertThat(phones.of(second).get("dropped").size()).isZero();
        assertThat(phones.of(second).get("batteryPercent").isNull()).isTrue();
        assertThat(server.positions(first)).isZero();
        assertThat(server.positions(second)).isEqualTo(1);
    }

    @Test
    void aPhonesFixGoesTheWayOfAllPositions() {
        var truck = phones.truck("875", "d1");
        phones.fix("d1", now);
        var answer = phones.client().positions(Positions.position("875", now, 38, 23.7));
        assertThat(answer.json().get("duplicates").asInt()).isEqualTo(1);
        assertThat(server.positions(truck)).isEqualTo(1);
    }
}
