package dev.watchtower.feeds.phone;

import dev.watchtower.testing.Client;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An organization with an address for its phones, as tests use it. */
record Phones(Client client, String path) {
    /** With a token of its own. */
    static Phones of(Client client) {
        var made =
                client.post("/api/v1/intake-tokens", Map.of("name", "Phones")).json();
        return new Phones(client, made.get("path").asString());
    }

    UUID truck(String number, String device) {
        return client.post("/api/v1/trucks", Map.of("truckNumber", number, "deviceIds", new String[] {device}))
                .id();
    }

    Client.Answer query(String query) {
        return client.send(HttpRequest.newBuilder(URI.create(client.url() + path + "?" + query))
                .GET());
    }

    Client.Answer fix(String device, Instant time) {
        return query("id=" + device + "&lat=37.9838&lon=23.7275&timestamp=" + time.getEpochSecond());
    }

    Client.Answer post(String contentType, String body) {
        return client.send(HttpRequest.newBuilder(URI.create(client.url() + path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The truck's only phone. */
    JsonNode of(UUID truck) {
        var items = client.get("/api/v1/trucks/" + truck + "/phones").json().get("items");
        if (items.size() != 1) {
            throw new AssertionError("phones: " + items);
        }
        return items.get(0);
    }

    JsonNode unknown() {
        return client.get("/api/v1/devices/unknown").json().get("items");
    }
}
