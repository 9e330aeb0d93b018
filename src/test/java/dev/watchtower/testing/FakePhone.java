package dev.watchtower.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A phone with an app that reports where it is, as that app does: its messages, its queue, and when it tries again. It
 * lives in simulated time: {@link #note} gives it a reading, {@link #tick} a moment to send.
 */
public abstract sealed class FakePhone {
    private static final double KNOTS_PER_METER_PER_SECOND = 1.94384;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param latitude null for a sign of life without a place; longitude likewise */
    public record Reading(
            Instant time,
            Double latitude,
            Double longitude,
            double metersPerSecond,
            double headingDegrees,
            int batteryPercent,
            boolean sos) {}

    /** What lies between a phone and the server. */
    public static final class Network {
        private final Supplier<String> url;
        private final Random random;
        private final double lostAnswers;
        private boolean up = true;

        /**
         * @param url that phones report to
         * @param lostAnswers the share of answers that never reach the phone
         */
        public Network(Supplier<String> url, double lostAnswers, Random random) {
            this.url = url;
            this.lostAnswers = lostAnswers;
            this.random = random;
        }

        public void set(boolean up) {
            this.up = up;
        }
    }

    private final Network network;
    private final Deque<Reading> queue = new ArrayDeque<>();
    private final Map<Integer, Integer> answers = new LinkedHashMap<>();
    private int longest;
    protected final String id;

    protected FakePhone(String id, Network network) {
        this.id = id;
        this.network = network;
    }

    /** A new reading goes to the end of the queue. */
    public void note(Reading reading) {
        queue.add(reading);
        longest = Math.max(longest, queue.size());
    }

    /** Time has come so far: the phone sends if it would. */
    public abstract void tick(Instant now);

    public int waiting() {
        return queue.size();
    }

    /** How long the queue ever was. */
    public int longestQueue() {
        return longest;
    }

    /** How often each status was answered; 0: no answer. */
    public Map<Integer, Integer> answers() {
        return answers;
    }

    /** Sends from the head of the queue until it is empty or one is not accepted; whether it is empty. */
    protected boolean drain(int atOnce) {
        while (!queue.isEmpty()) {
            var head = queue.stream().limit(atOnce).toList();
            if (!isAccepted(head)) {
                return false;
            }
            head.forEach(sent -> queue.remove());
        }
        return true;
    }

    protected abstract HttpRequest request(String url, List<Reading> readings);

    private boolean isAccepted(List<Reading> readings) {
        var status = network.up ? status(request(network.url.get(), readings)) : 0;
        answers.merge(status, 1, Integer::sum);
        var lost = network.random.nextDouble() < network.lostAnswers;
        return status >= 200 && status < 300 && !lost;
    }

    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Map<String, String> flat(String id, Reading reading) {
        var values = new LinkedHashMap<String, String>();
        values.put("id", id);
        if (reading.latitude() != null) {
            values.put("lat", String.valueOf(reading.latitude()));
            values.put("lon", String.valueOf(reading.longitude()));
            values.put("speed", knots(reading));
            values.put("bearing", String.valueOf(reading.headingDegrees()));
            values.put("accuracy", "4.5");
        }
        values.put("timestamp", Long.toString(reading.time().getEpochSecond()));
        values.put("batt", Integer.toString(reading.batteryPercent()));
        values.put("charge", "true");
        if (reading.sos()) {
            values.put("alarm", "sos");
        }
        return values;
    }

    private static String knots(Reading reading) {
        return String.format(Locale.ROOT, "%.2f", reading.metersPerSecond() * KNOTS_PER_METER_PER_SECOND);
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
    }

    /** Traccar Client before 9: a query string, one at a time; after a failure it waits half a minute. */
    public static final class Native extends FakePhone {
        private Instant next = Instant.MIN;

        public Native(String id, Network network) {
            super(id, network);
        }

        @Override
        public void tick(Instant now) {
            if (!now.isBefore(next) && !drain(1)) {
                next = now.plusSeconds(30);
            }
        }

        @Override
        protected HttpRequest request(String url, List<Reading> readings) {
            return to(url + "?" + encoded(flat(id, readings.getFirst())))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
        }
    }

    /** Traccar Client 9: a JSON object, one at a time, oldest first; it tries only when a new fix has come. */
    public static final class Client9 extends FakePhone {
        private boolean woken;

        public Client9(String id, Network network) {
            super(id, network);
        }

        @Override
        public void note(Reading reading) {
            super.note(reading);
            woken = true;
        }

        @Override
        public void tick(Instant now) {
            if (woken) {
                woken = false;
                drain(1);
            }
        }

        @Override
        protected HttpRequest request(String url, List<Reading> readings) {
            var reading = readings.getFirst();
            var coords = reading.latitude() == null
                    ? ""
                    : """
                    "coords":{"latitude":%s,"longitude":%s,"accuracy":4.5,"speed":%s,"heading":%s,"altitude":95.2},""".formatted(
                                    reading.latitude(),
                                    reading.longitude(),
                                    reading.metersPerSecond(),
                                    reading.headingDegrees());
            var body = """
                    {"location":{"timestamp":"%s",%s"is_moving":true,"odometer":18.2,"event":"",
                    "battery":{"level":%s,"is_charging":true},"activity":{"type":"in_vehicle"},"extras":%s,
                    "_":"&id=%s&lat=%s&lon=%s&timestamp=%s&"},"device_id":"%s"}""".formatted(
                            reading.time(),
                            coords,
                            reading.batteryPercent() / 100.0,
                            reading.sos() ? "{\"alarm\":\"sos\"}" : "{}",
                            id,
                            reading.latitude(),
                            reading.longitude(),
                            reading.time(),
                            id);
            return to(url).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }
    }

    /**
     * Traccar Client 10: a form, one at a time, or lists of flat objects; after a failure it waits 5 seconds, then twice
     * as long each time up to 5 minutes, until something is accepted.
     */
    public static final class Client10 extends FakePhone {
        private static final Duration SHORTEST = Duration.ofSeconds(5);
        private static final Duration LONGEST = Duration.ofMinutes(5);

        private final int atOnce;
        private Instant next = Instant.MIN;
        private Duration pause = SHORTEST;

        /** @param atOnce more than 1: as lists of so many */
        public Client10(String id, Network network, int atOnce) {
            super(id, network);
            this.atOnce = atOnce;
        }

        @Override
        public void tick(Instant now) {
            var before = waiting();
            if (before == 0 || now.isBefore(next)) {
                return;
            }
            var empty = drain(atOnce);
            pause = waiting() < before ? SHORTEST : pause;
            if (!empty) {
                next = now.plus(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
            }
        }

        @Override
        protected HttpRequest request(String url, List<Reading> readings) {
            if (atOnce == 1) {
                return to(url).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(flat(id, readings.getFirst()))))
                        .build();
            }
            var objects = new ArrayList<String>();
            for (var reading : readings) {
                objects.add(flat(id, reading).entrySet().stream()
                        .map(value -> "\"" + value.getKey() + "\":" + json(value.getKey(), value.getValue()))
                        .collect(Collectors.joining(",", "{", "}")));
            }
            return to(url).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", objects) + "]"))
                    .build();
        }

        private static String json(String name, String value) {
            return name.equals("id") || name.equals("alarm") ? "\"" + value + "\"" : value;
        }
    }
}
