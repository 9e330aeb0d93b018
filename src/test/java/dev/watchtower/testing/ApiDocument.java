package dev.watchtower.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operations that the server's API document names, each with a request as the document wants it. */
public final class ApiDocument {
    private static final String JSON_TYPE = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FILE = "multipart/form-data";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** An operation, such as {@code get /api/v1/me}. */
    public record Operation(String method, String path, JsonNode node, ApiDocument document) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        /** Sends it with everything that is needed, ids being those of nothing that is there. */
        public Client.Answer send(Client client) {
            return send(client, Map.of());
        }

        /** Sends it with these values, and what else is needed. */
        public Client.Answer send(Client client, Map<Place, ?> given) {
            return document.send(this, client, given);
        }

        /** Where it takes a text, of whatever form. */
        public List<Place> texts() {
            return document.places(this)
                    .filter(place ->
                            isText(place.schema()) || isText(place.schema().path("items")))
                    .map(Found::place)
                    .toList();
        }

        /** The fields of its JSON body, or of that body's items. */
        public List<String> fields() {
            return document.places(this)
                    .map(Found::place)
                    .filter(place -> place.in() == In.BODY)
                    .map(Place::name)
                    .toList();
        }
    }

    /** Where a request carries something. */
    public enum In {
        PATH,
        QUERY,
        COOKIE,
        FORM,
        PART,
        BODY
    }

    /** @param many whether it holds a list */
    public record Place(In in, String name, boolean many) {
        public static Place of(In in, String name) {
            return new Place(in, name, false);
        }
    }

    private record Found(Place place, JsonNode schema) {}

    private final JsonNode document;
    private final ExampleValues values;

    private ApiDocument(JsonNode document) {
        this.document = document;
        this.values = new ExampleValues(document);
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

    /** The schemas of all that is sent and answered. */
    public static JsonNode schemas(Server server) {
        return server.anonymous().get("/api/openapi.json").json().at("/components/schemas");
    }

    private Client.Answer send(Operation operation, Client client, Map<Place, ?> given) {
        var path = operation.path();
        var query = new ArrayList<String>();
        var cookies = new ArrayList<String>();
        for (var parameter : operation.node().path("parameters")) {
            var name = parameter.get("name").asString();
            var schema = parameter.get("schema");
            var in = In.valueOf(parameter.get("in").asString().toUpperCase(Locale.ROOT));
            var value = of(given, in).get(name);
            var text = URLEncoder.encode(String.valueOf(value == null ? values.text(name, schema) : value), UTF_8)
                    .replace("+", "%20");
            if (in == In.COOKIE) {
                if (value != null) {
                    cookies.add(name + "=" + value);
                }
            } else if (in == In.PATH) {
                path = path.replace("{" + name + "}", text);
            } else if (value != null || parameter.path("required").asBoolean(false)) {
                query.add(name + "=" + text);
            }
        }
        var address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        var headers = cookies.isEmpty() ? new String[0] : new String[] {"Cookie", String.join("; ", cookies)};
        var body = operation.node().at("/requestBody/content");
        if (body.has(FILE)) {
            return client.upload(
                    address, "x.csv", "truck,recordedAt,latitude,longitude\n".getBytes(UTF_8), of(given, In.PART));
        }
        if (body.has(FORM)) {
            return client.form(address, of(given, In.FORM), headers);
        }
        var request = client.request(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var method = operation.method().toUpperCase(Locale.ROOT);
        return body.isMissingNode()
                ? client.send(request.method(method, BodyPublishers.noBody()))
                : client.send(request.header("Content-Type", JSON_TYPE)
                        .method(
                                method,
                                BodyPublishers.ofString(bodyOf(body, given).toString())));
    }

    private JsonNode bodyOf(JsonNode content, Map<Place, ?> given) {
        var schema = values.resolved(content.get(JSON_TYPE).get("schema"));
        var body = values.value("body", schema);
        var fields = new HashMap<String, Object>();
        given.forEach((place, value) -> {
            if (place.in() == In.BODY) {
                fields.put(place.name(), place.many() ? List.of(value) : value);
            }
        });
        if (fields.isEmpty()) {
            return body;
        }
        var object = body instanceof ObjectNode node ? node : (ObjectNode) values.value("item", schema.get("items"));
        fields.forEach((name, value) -> object.set(name, MAPPER.valueToTree(value)));
        return body.isArray() ? JSON.arrayNode().add(object) : object;
    }

    private static Map<String, String> of(Map<Place, ?> given, In in) {
        var found = new HashMap<String, String>();
        given.forEach((place, value) -> {
            if (place.in() == in) {
                found.put(place.name(), String.valueOf(value));
            }
        });
        return found;
    }

    private Stream<Found> places(Operation operation) {
        var found = new ArrayList<Found>();
        for (var parameter : operation.node().path("parameters")) {
            var in = In.valueOf(parameter.get("in").asString().toUpperCase(Locale.ROOT));
            found.add(found(in, parameter.get("name").asString(), parameter.get("schema")));
        }
        operation.node().at("/requestBody/content").forEachEntry((type, content) -> {
            var schema = values.resolved(content.get("schema"));
            var in = type.equals(FILE) ? In.PART : type.equals(FORM) ? In.FORM : In.BODY;
            var object = schema.has("items") ? values.resolved(schema.get("items")) : schema;
            object.path("properties").forEachEntry((name, property) -> {
                if (!property.path("format").asString("").equals("binary")) {
                    found.add(found(in, name, property));
                }
            });
        });
        return found.stream();
    }

    private Found found(In in, String name, JsonNode schema) {
        var whole = values.resolved(schema);
        return new Found(new Place(in, name, ExampleValues.type(whole).equals("array")), whole);
    }

    private static boolean isText(JsonNode schema) {
        return schema.has("$ref")
                || !schema.isMissingNode() && ExampleValues.type(schema).equals("string");
    }
}
