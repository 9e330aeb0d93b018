package dev.watchtower.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values such as the schemas of the API document ask for. */
final class ExampleValues {
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

    private final JsonNode document;

    ExampleValues(JsonNode document) {
        this.document = document;
    }

    /** The schema, or what it refers to. */
    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    String text(String name, JsonNode schema) {
        var value = value(name, schema);
        return value.isArray() ? value.path(0).asString("") : value.asString();
    }

    /** @param name that tells more than the schema does */
    JsonNode value(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            return value(name, resolved(schema));
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

    /** The type, null left out. */
    static String type(JsonNode schema) {
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
