package dev.watchtower.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client of the API. */
public final class Client {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An answer, whatever its status. */
    public record Answer(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String type() {
            return json().path("type").asString("");
        }

        public UUID id() {
            return UUID.fromString(json().get("id").asString());
        }
    }

    private final String url;
    private final String token;
    private final String address;

    Client(String url, String token) {
        this(url, token, null);
    }

    private Client(String url, String token, String address) {
        this.url = url;
        this.token = token;
        this.address = address;
    }

    /** A client of a server that runs elsewhere, without a token. */
    public static Client of(String url) {
        return new Client(url, null);
    }

    public Client signIn(String user, String password) {
        var answer =
                form("/api/v1/auth/token", Map.of("grant_type", "password", "username", user, "password", password));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return withToken(answer.json().get("access_token").asString());
    }

    public Client withToken(String token) {
        return new Client(url, token, address);
    }

    /** The same, as if from this address: wrong passwords are counted by networks, and other tests try some, too. */
    public Client from(String address) {
        return new Client(url, token, address);
    }

    public String token() {
        return token;
    }

    public String url() {
        return url;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, Object body) {
        return send(json(path).POST(body(body)));
    }

    public Answer put(String path, Object body) {
        return send(json(path).PUT(body(body)));
    }

    public Answer form(String path, Map<String, String> fields, String... headers) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    /** Uploads a file as the part {@code file}, with text parts beside it. */
    public Answer upload(String path, String fileName, byte[] content, Map<String, String> fields) {
        return upload(path, fileName, BodyPublishers.ofByteArray(content), fields);
    }

    public Answer upload(String path, Path file, Map<String, String> fields) {
        try {
            return upload(path, file.getFileName().toString(), BodyPublishers.ofFile(file), fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer upload(String path, String fileName, HttpRequest.BodyPublisher content, Map<String, String> fields) {
        var boundary = "b" + UUID.randomUUID();
        var parts = new ArrayList<HttpRequest.BodyPublisher>();
        fields.forEach((name, value) -> parts.add(BodyPublishers.ofString("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        parts.add(BodyPublishers.ofString("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        parts.add(content);
        parts.add(BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(parts.toArray(HttpRequest.BodyPublisher[]::new))));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        if (address != null) {
            request.header("X-Forwarded-For", address);
        }
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(Object body) {
        return BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    // What most tests need

    public UUID addTruck(String number) {
        var answer = post("/api/v1/trucks", Map.of("truckNumber", number));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.id();
    }

    @SafeVarargs
    public final Answer positions(Map<String, ?>... positions) {
        return post("/api/v1/positions", List.of(positions));
    }
}
