package dev.watchtower.testing;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The operations that the server's API document names, each with a request as the document wants it. */
public final class ApiDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ID = "01a1fd4c-5c33-7365-96dc-f8c75e89ccde";
    /** What no schema tells. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "z", "10",
            "email", "someone@example.org",
            "timeZone", "Europe/Athens",
            "country", "GR",
            "locale", "el-GR",
            "firstDayOfWeek", "monday");

    /** An operation, such as {@code get /api/v1/me}. */
    public record Operation(String method, String path, JsonNode node, ApiDocument document) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        /** Sends it with everything that is needed, ids being those of nothing that is there. */
        public Client.Answer send(Client client) {
            return document.send(this, client);
        }
    }

    private final JsonNode document;

    private ApiDocument(JsonNode document) {
        this.document = document;
    }

    public static List<Operation> operations(Server server) {
        var document =
                new ApiDocument(server.anonymous().get("/api/openapi.json").json());
        var operations = new ArrayList<Operation>();
        document.document
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> operations.add(new Operation(method, path, operation, document))));
        return operations;
    }

    private Client.Answer send(Operation operation, Client client) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : operation.node().path("parameters")) {
            var name = parameter.get("name").asString();
            if (parameter.get("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", text(name, parameter.get("schema")));
            } else if (parameter.path("required").asBoolean(false)) {
                query.add(name + "=" + text(name, parameter.get("schema")));
            }
        }
        var address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        var body = operation.node().at("/requestBody/content");
        if (body.has("multipart/form-data")) {
            return client.upload(address, "x.csv", "truck,recordedAt,latitude,longitude\n".getBytes(), Map.of());
        }
        if (body.has("application/x-www-form-urlencoded")) {
            return client.form(address, Map.of());
        }
        var request = client.request(address);
        var method = operation.method().toUpperCase(Locale.ROOT);
        return body.isMissingNode()
                ? client.send(request.method(method, BodyPublishers.noBody()))
                : client.send(request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(bodyOf(body).toString())));
    }

    private JsonNode bodyOf(JsonNode content) {
        return value("body", content.get("application/json").get("schema"));
    }

    private String text(String name, JsonNode schema) {
        return value(name, schema).asString();
    }

    private JsonNode value(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            var reference = schema.get("$ref").asString();
            return value(name, document.at(reference.substring(1)));
        }
        if (EXAMPLES.containsKey(name)) {
            return JSON.stringNode(EXAMPLES.get(name));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(false);
            default -> JSON.stringNode(string(name, schema));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asString)
                        .filter(one -> !one.equals("null"))
                        .collect(Collectors.joining())
                : type.asString("object");
    }

    /** With what it needs; where nothing is needed, with everything. */
    private JsonNode object(JsonNode schema) {
        var object = JSON.objectNode();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        schema.path("properties").forEachEntry((name, property) -> {
            if (required.isEmpty() || required.contains(name)) {
                object.set(name, value(name, property));
            }
        });
        return object;
    }

    private JsonNode array(String name, JsonNode schema) {
        var array = JSON.arrayNode();
        return schema.path("minItems").asInt(0) > 0 ? array.add(value(name, schema.get("items"))) : array;
    }

    private static String string(String name, JsonNode schema) {
        var soon = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return switch (schema.path("format").asString("")) {
            case "uuid" -> ID;
            case "date-time" ->
                (name.equals("expiresAt")
                                ? soon.plus(1, ChronoUnit.DAYS)
                                : name.equals("from") ? soon.minus(1, ChronoUnit.HOURS) : soon)
                        .toString();
            case "date" -> LocalDate.now().toString();
            default -> "x".repeat(Math.max(1, schema.path("minLength").asInt(1)));
        };
    }
}
