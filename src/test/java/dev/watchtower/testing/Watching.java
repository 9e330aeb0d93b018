package dev.watchtower.testing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A watcher of /ws/trucks that keeps what it is sent, as the page does. */
public final class Watching implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> trucks = new ConcurrentHashMap<>();
    private volatile List<JsonNode> clusters = List.of();
    private volatile JsonNode fleet;
    private volatile int binary;
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private WebSocket socket;

    /** Opens a socket with a fresh ticket and sends the watch message. */
    public static Watching open(Client client, String watch) {
        var ticket =
                client.post("/api/v1/auth/ws-ticket", "").json().get("ticket").asString();
        var watching = connect(client, ticket);
        watching.send(watch);
        return watching;
    }

    public static Watching connect(Client client, String ticket) {
        var watching = new Watching();
        var address = URI.create(client.url().replace("http", "ws") + "/ws/trucks?ticket=" + ticket);
        watching.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, watching)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return watching;
    }

    public void send(String message) {
        socket.sendText(message, true).join();
    }

    public List<JsonNode> frames() {
        return frames;
    }

    /** How many of the frames came as binary messages. */
    public int binaryFrames() {
        return binary;
    }

    /** The trucks as they are shown now, by number. */
    public Map<String, JsonNode> trucks() {
        return trucks;
    }

    /** As they are shown now; none while trucks are shown one by one. */
    public List<JsonNode> clusters() {
        return clusters;
    }

    /** How many trucks of the fleet do what, as it was told last; null before. */
    public JsonNode fleet() {
        return fleet;
    }

    /** The code with which the server closed the socket. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(JSON.readTree(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        var part = new byte[data.remaining()];
        data.get(part);
        bytes.writeBytes(part);
        if (last) {
            take(JSON.readTree(bytes.toByteArray()));
            bytes.reset();
            binary++;
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void take(JsonNode frame) {
        var type = frame.get("type").asString();
        if (type.equals("snapshot") || type.equals("clusters")) {
            trucks.clear();
            clusters = frame.path("clusters").valueStream().toList();
        }
        if (frame.has("fleet")) {
            fleet = frame.get("fleet");
        }
        frame.path("trucks")
                .forEach(truck -> trucks.put(truck.get("truckNumber").asString(), truck));
        frame.path("gone")
                .forEach(id -> trucks.values().removeIf(truck -> truck.get("id").equals(id)));
        frames.add(frame);
    }
}
