package dev.watchtower.feeds.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.GeoPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each dialect says, with names, units and traps as in messages on the wire. */
class PhoneReaderTest {
    private static final PhoneReader READER = new PhoneReader();
    private static final Instant TIME = Instant.parse("2026-11-21T12:06:32Z");

    private static List<PhoneMessage> all(String query, String body) {
        try {
            return READER.read(query, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static PhoneMessage one(String query, String body) {
        assertThat(all(query, body)).hasSize(1);
        return all(query, body).getFirst();
    }

    private static PhoneMessage location(String location) {
        return one(null, "{\"location\":" + location + ",\"device_id\":\"48241179\"}");
    }

    @Test
    void aQueryStringSpeaksInKnotsAndPercent() {
        var message = one(
                "id=48241179&lat=37.9838&lon=23.7275&timestamp=1795262792&speed=27&bearing=271&altitude=95.5"
                        + "&accuracy=4.5&batt=57.0&charge=true&alarm=sos",
                "");
        assertThat(message.deviceId()).isEqualTo("48241179");
        assertThat(message.time()).isEqualTo(TIME);
        assertThat(message.point()).isEqualTo(new GeoPoint(37.9838, 23.7275));
        assertThat(message.speedKph()).isEqualTo(50.0);
        assertThat(message.headingDegrees()).isEqualTo(271);
        assertThat(message.accuracyMeters()).isEqualTo(4.5);
        assertThat(message.batteryPercent()).isEqualTo(57);
        assertThat(message.charging()).isTrue();
        assertThat(message.sos()).isTrue();
        assertThat(message.fault()).isNull();
    }

    @Test
    void aFormIsReadFromTheBodyWhateverItsContentTypeAndMayLeaveThePlaceOut() {
        var message = one(
                null,
                "id=48241179&lat=37.9838&lon=23.7275&timestamp=1795262792&accuracy=4.5&speed=27.00&batt=57&charge=false");
        assertThat(message.time()).isEqualTo(TIME);
        assertThat(message.speedKph()).isEqualTo(50.0);
        assertThat(message.charging()).isFalse();
        assertThat(message.headingDegrees()).isNull();

        var heartbeat = one("", "id=48241179&timestamp=1795262792&batt=56");
        assertThat(heartbeat.point()).isNull();
        assertThat(heartbeat.fault()).isNull();
        assertThat(heartbeat.batteryPercent()).isEqualTo(56);
    }

    @Test
    void aLocationSpeaksInMetresASecondAndShares() {
        var message = location("""
                {"timestamp":"2026-11-21T12:06:32.000Z","coords":{"latitude":37.9838,"longitude":23.7275,"accuracy":4.5,
                 "speed":13.89,"heading":271.5,"altitude":95.2},"is_moving":true,"odometer":1824.5,"event":"motionchange",
                 "battery":{"level":0.57,"is_charging":true},"activity":{"type":"in_vehicle"},"extras":{},
                 "_":"&id=48241179&lat=1&lon=2&timestamp=2020-01-01T00:00:00.000Z&"}""");
        assertThat(message.deviceId()).isEqualTo("48241179");
        assertThat(message.time()).isEqualTo(TIME);
        assertThat(message.point()).isEqualTo(new GeoPoint(37.9838, 23.7275));
        assertThat(message.speedKph()).isEqualTo(50.0);
        assertThat(message.headingDegrees()).isEqualTo(271.5);
        assertThat(message.batteryPercent()).isEqualTo(57);
        assertThat(message.charging()).isTrue();
        assertThat(message.activity()).isEqualTo("in_vehicle");
        assertThat(message.sos()).isFalse();
    }

    @Test
    void minusOneMeansUnknown() {
        var message = location("""
                {"timestamp":"2026-11-21T12:06:32.000Z","coords":{"latitude":37.9838,"longitude":23.7275,"accuracy":-1,
                 "speed":-1,"heading":-1,"altitude":0},"battery":{"level":-1,"is_charging":false},"extras":{}}""");
        assertThat(message.point()).isNotNull();
        assertThat(message.speedKph()).isNull();
        assertThat(message.headingDegrees()).isNull();
        assertThat(message.accuracyMeters()).isNull();
        assertThat(message.batteryPercent()).isNull();
        assertThat(message.charging()).isFalse();
        assertThat(one("id=1&lat=38&lon=23&speed=-1.94&bearing=-1&batt=-100", "")
                        .speedKph())
                .isNull();
    }

    @Test
    void aLocationMayLackWhatItLikes() {
        assertThat(location("{\"timestamp\":\"2026-11-21T12:06:32.000Z\",\"event\":\"heartbeat\"}")
                        .fault())
                .isNull();
        var bare = location("{\"coords\":{\"latitude\":38.5,\"longitude\":23.5,\"altitude\":null},\"extras\":[]}");
        assertThat(bare.point()).isEqualTo(new GeoPoint(38.5, 23.5));
        assertThat(bare.time()).isNull();
        var longForm = location("""
                {"uuid":"6a5","age":12,"mock":false,"timestamp":"2026-11-21T12:06:32.000Z","coords":{"floor":null,
                 "speed_accuracy":-1,"longitude":23.7275,"ellipsoidal_altitude":99,"latitude":37.9838},
                 "activity":{"confidence":100,"type":"still"}}""");
        assertThat(longForm.point()).isEqualTo(new GeoPoint(37.9838, 23.7275));
        assertThat(longForm.activity()).isEqualTo("still");
    }

    @Test
    void anAlarmIsTakenFromItsExtrasUnlessTheLocationHasOne() {
        assertThat(location("{\"extras\":{\"alarm\":\"sos\"}}").sos()).isTrue();
        assertThat(location("{\"alarm\":\"lowBattery\",\"extras\":{\"alarm\":\"sos\"}}")
                        .sos())
                .isFalse();
        assertThat(location("{\"alarm\":\"lowBattery,sos\"}").sos()).isTrue();
    }

    @Test
    void listsComeInThreeShapes() {
        var flat = all(null, """
                [{"id":"48241179","lat":38.1,"lon":23.1,"timestamp":1795262792,"speed":27.0,"batt":50},
                 {"lat":38.2,"lon":23.2,"timestamp":1795262822}, 7, "x"]""");
        assertThat(flat).hasSize(4).allMatch(message -> "48241179".equals(message.deviceId()));
        assertThat(flat.getFirst().speedKph()).isEqualTo(50.0); // knots, though it is JSON
        assertThat(flat.get(3).fault()).isEqualTo(DropReason.UNREADABLE);

        var batch = all(null, """
                {"location":[{"timestamp":"2026-11-21T12:06:32Z","coords":{"latitude":38.1,"longitude":23.1}},
                             {"timestamp":"2026-11-21T12:07:02Z","coords":{"latitude":38.2,"longitude":23.1}}],
                 "device_id":"48241179"}""");
        assertThat(batch).extracting(PhoneMessage::time).containsExactly(TIME, TIME.plusSeconds(30));

        var objects = all(null, """
                [{"location":{"coords":{"latitude":38.1,"longitude":23.1}},"device_id":"a"},
                 {"location":{"coords":{"latitude":38.2,"longitude":23.1}},"device_id":"b"}]""");
        assertThat(objects).extracting(PhoneMessage::deviceId).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795262792",
                "1795262792000",
                "1795262792.0",
                "2026-11-21T12:06:32Z",
                "2026-11-21T12:06:32.000Z",
                "2026-11-21T12:06:32",
                "2026-11-21T14:06:32%2B02:00",
                "2026-11-21T14:06:32+02:00",
                "2026-11-21T14:06:32%2B0200",
                "2026-11-21%2012:06:32",
                "2026-11-21+12:06:32",
            })
    void timesComeInManyForms(String timestamp) {
        assertThat(one("id=1&lat=38&lon=23&timestamp=" + timestamp, "").time()).isEqualTo(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-5", "99999999999999999", "2026-13-01T00:00:00Z", "1e300", "NaN"})
    void aTimeThatIsNoneIsAFaultAndNotNow(String timestamp) {
        assertThat(one("id=1&lat=38&lon=23&timestamp=" + timestamp, "").fault()).isEqualTo(DropReason.NO_TIME);
    }

    @ParameterizedTest
    @CsvSource({"id", "deviceid", "device_id", "deviceId", "uniqueId", "imei"})
    void theDeviceHasManyNames(String name) {
        assertThat(one(name + "=A-7%20b", "").deviceId()).isEqualTo("A-7 b");
        assertThat(one(null, "{\"" + name + "\":48241179}").deviceId()).isEqualTo("48241179");
    }

    @Test
    void aPlaceMayBeWrittenInOneOrWithACommaForItsPoint() {
        assertThat(one("id=1&location=37.98,23.72", "").point()).isEqualTo(new GeoPoint(37.98, 23.72));
        assertThat(one("id=1&lat=37,98&lon=23,72", "").point()).isEqualTo(new GeoPoint(37.98, 23.72));
        var notValid = one("id=1&lat=37.98&lon=23.72&valid=false", "");
        assertThat(notValid.point()).isNull();
        assertThat(notValid.fault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lat=0&lon=0", "lat=91&lon=23", "lat=38&lon=181", "lat=38", "lat=NaN&lon=23", "lat=x&lon=y"})
    void aPlaceThatIsNoneIsAFault(String place) {
        assertThat(one("id=1&" + place, "").fault()).isEqualTo(DropReason.NO_PLACE);
    }

    @Test
    void whatMakesNoSenseIsLeftOutAndTheFixKept() {
        var message = one("id=1&lat=38&lon=23&speed=900&bearing=400&batt=140&charge=perhaps&activity=%00", "");
        assertThat(message.point()).isNotNull();
        assertThat(message.speedKph()).isNull();
        assertThat(message.headingDegrees()).isNull();
        assertThat(message.batteryPercent()).isNull();
        assertThat(message.charging()).isNull();
        assertThat(message.activity()).isNull();
    }

    @Test
    void anAddressWithTheIdInItAddsToTheBody() {
        assertThat(one("id=1", "lat=38&lon=23").point()).isNotNull();
        assertThat(one("id=1", "[{\"lat\":38,\"lon\":23}]").deviceId()).isEqualTo("1");
    }

    @Test
    void whatWouldTakeMuchMemoryIsRefused() {
        refused(400, "{\"id\":\"1\",\"a\":[" + "[],".repeat(300_000) + "[]]}");
        refused(413, "id=1" + "&a=".repeat(200));
        refused(413, "id=1&a=" + "x".repeat(PhoneBodies.MOST_BYTES));
        refused(413, "{\"id\":\"1\",\"location\":[" + "{},".repeat(10_000) + "{}]}");
        assertThat(all(null, "{\"id\":\"1\",\"location\":[" + "{},".repeat(9_999) + "{}]}"))
                .hasSize(10_000);
        assertThat(all(null, "id=1&a=" + "x".repeat(PhoneBodies.SMALL_BYTES))).hasSize(1);
    }

    @Test
    void fewLargeBodiesAreReadAtATimeAndSmallOnesAlways() throws IOException {
        var bodies = new PhoneBodies();
        inside(bodies, PhoneBodies.LARGE_AT_ONCE, () -> {
            int length = bodies.read(new ByteArrayInputStream(new byte[100]), bytes -> bytes.length);
            assertThat(length).isEqualTo(100);
            assertThatThrownBy(() -> inside(bodies, 1, () -> {})).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.getStatusCode().value()).isEqualTo(503);
                assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5");
            });
        });
        inside(bodies, 1, () -> {});
    }

    private interface Reading {
        void run() throws IOException;
    }

    /** Does something while so many large bodies are being read. */
    private static void inside(PhoneBodies bodies, int depth, Reading work) throws IOException {
        if (depth == 0) {
            work.run();
            return;
        }
        bodies.read(new ByteArrayInputStream(new byte[PhoneBodies.SMALL_BYTES]), bytes -> {
            try {
                inside(bodies, depth - 1, work);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.length;
        });
    }

    private static void refused(int status, String body) {
        assertThatThrownBy(() -> all(null, body))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lat=38&lon=23",
                "id=",
                "id=%00",
                "{",
                "[",
                "[]",
                "{}",
                "[1,2]",
                "{\"id\":{}}",
                "{\"id\":\"\\ud800\"}"
            })
    void withoutADeviceThereIsNothingToDo(String body) {
        assertThatThrownBy(() -> all(null, body))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(400));
    }
}
