package dev.watchtower.feeds.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Messages that went wrong on the way: whatever comes, the server says something, and never that it failed. */
@ServerTest
@TestPropertySource(properties = "watchtower.phones.requests-per-second=1000")
class PhoneFuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final int SENDERS = 4;
    private static final int ANSWER_LIMIT_MILLIS = 30_000;

    private static final List<String> MESSAGES = List.of(
            "id=fuzzed&lat=37.9838&lon=23.7275&timestamp=1795262792&speed=27.5&bearing=271&accuracy=4.5&batt=57&charge=true",
            "id=fuzzed&location=37.9838,23.7275&timestamp=2026-11-21T12:06:32.000Z&valid=true&alarm=sos&ignition=true",
            "deviceid=fuzzed&timestamp=2026-11-21%2012:06:32&batt=57.0&cell=202,1,100,2000,-70&wifi=a0-b1,-60",
            "{\"location\":{\"timestamp\":\"2026-11-21T12:06:32.000Z\",\"coords\":{\"latitude\":37.9838,\"longitude\":23.7275,"
                    + "\"accuracy\":4.5,\"speed\":13.89,\"heading\":-1,\"altitude\":95.2},\"is_moving\":true,\"odometer\":18.2,"
                    + "\"event\":\"heartbeat\",\"battery\":{\"level\":0.57,\"is_charging\":true},\"activity\":"
                    + "{\"type\":\"in_vehicle\"},\"extras\":{\"alarm\":\"sos\"},\"_\":\"&id=fuzzed&lat=1&\"},\"device_id\":\"fuzzed\"}",
            "[{\"id\":\"fuzzed\",\"lat\":37.98,\"lon\":23.72,\"timestamp\":1795262792,\"speed\":27.5,\"batt\":57,\"charge\":true},"
                    + "{\"id\":\"fuzzed\",\"lat\":37.99,\"lon\":23.72,\"timestamp\":1795262822}]",
            "{\"location\":[{\"coords\":{\"latitude\":38,\"longitude\":23},\"timestamp\":\"2026-11-21T12:06:32Z\"}],"
                    + "\"device_id\":\"fuzzed\"}");

    private static final List<String> TOKENS = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e999",
            "-0",
            "\"\"",
            "\\u0000",
            "\\ud800",
            "%00",
            "%zz",
            "%ff",
            "\0",
            "\r\n",
            "&&",
            "==",
            "\"",
            "NaN",
            "Infinity",
            "99999999999999999999",
            "0x1p3",
            "[".repeat(2_000),
            "9".repeat(2_000),
            "A".repeat(500),
            "true",
            ",",
            "-1.7976931348623157e308",
            "\uD83D\uDE9A",
            "'; drop table trucks; --",
            "T",
            "+02:00",
            ":");

    private static final String REFUSED = "\"#<>[\\]^`{|}";

    @Autowired
    Server server;

    @Test
    void tenThousandMutationsOfRealMessagesNeverCauseAFailure() throws Exception {
        var seed = new Random().nextLong();
        System.out.println("PhoneFuzzTest seed " + seed);
        var phones = Phones.of(server.newOrganization());
        var truck = phones.truck("875", "fuzzed");
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        var faults = ConcurrentHashMap.<String>newKeySet();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            var work = new ArrayList<Callable<Void>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                var random = new Random(seed + sender);
                work.add(() -> {
                    for (int i = 0; i < MUTATIONS / SENDERS; i++) {
                        var request = request(phones.path(), random);
                        var status = status(request);
                        statuses.merge(status, 1, Integer::sum);
                        if (status < 200 || status >= 500) {
                            faults.add(status + ": " + new String(request, StandardCharsets.ISO_8859_1));
                        }
                    }
                    return null;
                });
            }
            for (var done : senders.invokeAll(work)) {
                done.get();
            }
        }
        System.out.println("PhoneFuzzTest statuses " + new TreeMap<>(statuses));
        assertThat(faults).as("seed %d", seed).isEmpty();
        assertThat(statuses).as("much of it still is a message").containsKeys(200, 400, 404);
        assertThat(statuses.get(200)).isGreaterThan(MUTATIONS / 10);

        assertThat(phones.fix("fuzzed", Instant.now()).status()).isEqualTo(200);
        assertThat(server.positions(truck)).isPositive();
        assertThat(phones.of(truck).get("dropped").size()).isPositive();
        assertThat(phones.client().get("/api/v1/devices/unknown").status()).isEqualTo(200);
        assertThat(phones.client().get("/api/v1/trucks/" + truck + "/location").status())
                .isEqualTo(200);
    }

    private static byte[] request(String path, Random random) {
        var message = MESSAGES.get(random.nextInt(MESSAGES.size())).getBytes(StandardCharsets.UTF_8);
        for (int turn = 0; turn <= random.nextInt(4); turn++) {
            message = mutated(message, random);
        }
        var inQuery = random.nextInt(3) == 0;
        var type = List.of("application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data")
                .get(random.nextInt(4));
        var head = (random.nextBoolean() && inQuery ? "GET " : "POST ") + path + (inQuery ? "?" : "");
        var rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
                + (inQuery ? 0 : message.length) + "\r\n\r\n";
        return inQuery
                ? joined(
                        head.getBytes(StandardCharsets.UTF_8),
                        inALine(message, random),
                        rest.getBytes(StandardCharsets.UTF_8))
                : joined((head + rest).getBytes(StandardCharsets.UTF_8), message);
    }

    /** Tomcat lets few signs into a request's first line: most senders write the others as their codes. */
    private static byte[] inALine(byte[] message, Random random) {
        if (random.nextInt(10) == 0) {
            return new String(message, StandardCharsets.ISO_8859_1)
                    .replaceAll("[ \r\n#]", "+")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        var line = new StringBuilder();
        for (var one : message) {
            line.append(one <= ' ' || one == 127 || REFUSED.indexOf(one) >= 0 ? "%%%02X".formatted(one) : (char) one);
        }
        return line.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] mutated(byte[] message, Random random) {
        var at = random.nextInt(message.length + 1);
        var to = Math.min(message.length, at + random.nextInt(1 + random.nextInt(40)));
        var before = slice(message, 0, at);
        var token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> joined(before, slice(message, to, message.length));
            case 1 -> joined(before, token, slice(message, at, message.length));
            case 2 -> joined(before, token, slice(message, to, message.length));
            case 3 -> joined(before, slice(message, at, to), slice(message, at, message.length));
            case 4 -> joined(before, new byte[] {(byte) random.nextInt(256)}, slice(message, to, message.length));
            case 5 -> at > 1 && random.nextInt(4) == 0 ? before : joined(message, token);
            case 6 -> digitsChanged(message, random);
            default ->
                joined(before, MESSAGES.get(random.nextInt(MESSAGES.size())).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] digitsChanged(byte[] message, Random random) {
        var changed = message.clone();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] >= '0' && changed[i] <= '9' && random.nextInt(5) == 0) {
                changed[i] = (byte) ('0' + random.nextInt(10));
            }
        }
        return changed;
    }

    private static byte[] slice(byte[] from, int begin, int end) {
        return Arrays.copyOfRange(from, begin, Math.max(begin, end));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Sends the bytes as they are; the status that is answered, or a time-out. */
    private int status(byte[] request) throws IOException {
        try (var socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var first = String.valueOf(answer.readLine());
            return first.startsWith("HTTP/1.1 ") ? Integer.parseInt(first.substring(9, 12)) : -1;
        }
    }
}
