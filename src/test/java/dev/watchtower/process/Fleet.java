package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.TruckDays;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** The trucks of one organization: what they drove, and in which order it is sent, by trackers or in files. */
final class Fleet {
    private static final int MOST_FIXES = 10_000;
    /** As long as it may be: their days end some hours ago. */
    private static final int OFFLINE_SECONDS = 86_400;

    private final String user;
    private final Random random;
    private final Map<String, List<PositionReport>> driven = new HashMap<>();
    private final List<List<PositionReport>> tracked = new ArrayList<>();
    private final List<PositionReport> imported = new ArrayList<>();
    private volatile Client client;

    /** @param user of the organization, with {@link Server#PASSWORD} */
    Fleet(String user, Random random) {
        this.user = user;
        this.random = random;
    }

    void signIn(Program program) {
        client = program.client().signIn(user, Server.PASSWORD);
    }

    /** Signed in to the program that ran last. */
    Client client() {
        return client;
    }

    /** By truck, in the order of time. */
    Map<String, List<PositionReport>> driven() {
        return driven;
    }

    /** Has trucks shown as what they did last, though it is hours ago. */
    void keepOnline() {
        var path = "/api/v1/settings/motion";
        var settings = ((ObjectNode) client.get(path).json()).put("offlineSeconds", OFFLINE_SECONDS);
        assertThat(client.put(path, settings).status()).isEqualTo(200);
    }

    /** Adds a truck; what its tracker will send, in this order. */
    List<PositionReport> track(String truck, int days, int seconds, double disorder, double repeated) {
        client.addTruck(truck);
        var cards = TruckDays.deal(List.of(drive(truck, days, seconds)), disorder, repeated, random);
        tracked.add(cards);
        return cards;
    }

    /** Has a file with the days of a new truck read. */
    void startImport(String truck, int days, int seconds, double disorder) {
        var lines = TruckDays.deal(List.of(drive(truck, days, seconds)), disorder, 0, random);
        imported.addAll(lines);
        upload(client, lines);
    }

    /** Sends all of it to another server, whole and in the same order. */
    void sendAgain(Client other) {
        for (var cards : tracked) {
            other.addTruck(cards.getFirst().truck());
            for (int from = 0; from < cards.size(); from += MOST_FIXES) {
                var some = cards.subList(from, Math.min(cards.size(), from + MOST_FIXES));
                assertThat(other.post("/api/v1/positions", some).status()).isEqualTo(200);
            }
        }
        upload(other, imported);
    }

    private List<PositionReport> drive(String truck, int days, int seconds) {
        var fixes = TruckDays.drive(truck, days, seconds, random);
        driven.put(truck, fixes);
        return fixes;
    }

    private static void upload(Client client, List<PositionReport> lines) {
        var csv = new StringBuilder("truck,recordedAt,latitude,longitude,speedKph,ignition\n");
        for (var fix : lines) {
            csv.append(fix.truck()).append(',').append(fix.recordedAt());
            csv.append(',').append(fix.latitude()).append(',').append(fix.longitude());
            csv.append(',').append(Objects.requireNonNullElse(fix.speedKph(), ""));
            csv.append(',')
                    .append(Objects.requireNonNullElse(fix.ignition(), ""))
                    .append('\n');
        }
        var answer = client.upload(
                "/api/v1/imports/positions",
                "days.csv",
                csv.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("createTrucks", "true"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }
}
