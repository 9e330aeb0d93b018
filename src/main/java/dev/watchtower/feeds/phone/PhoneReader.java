package dev.watchtower.feeds.phone;

import dev.watchtower.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a phone sent, in any dialect. The body's first sign tells JSON from a form, as senders' content types do
 * not; a form's values are added to those of the query.
 */
@Component
class PhoneReader {
    private static final int MOST_MESSAGES = 10_000;

    private final JsonMapper json;

    PhoneReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * At least one message, each with its device.
     *
     * @throws Problem 400 where no device is named or the body is broken JSON; 413 for more than 10,000 messages
     */
    List<PhoneMessage> read(@Nullable String query, InputStream body) throws IOException {
        var values = values(query);
        var bytes = body.readAllBytes();
        if (!isJson(bytes)) {
            values(new String(bytes, StandardCharsets.UTF_8)).forEach(values::putIfAbsent);
            return named(List.of(FlatDialect.message(values::get)), null);
        }
        try (var parser = json.createParser(bytes)) {
            return named(messages(parser), Values.deviceId(FlatDialect.deviceId(values::get)));
        } catch (JacksonException e) {
            throw unreadable("The body is not the JSON that phones send.");
        }
    }

    private static boolean isJson(byte[] body) {
        for (var one : body) {
            if (one > ' ') {
                return one == '{' || one == '[';
            }
        }
        return false;
    }

    private List<PhoneMessage> messages(JsonParser parser) {
        var messages = new ArrayList<PhoneMessage>();
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                addTo(messages, parser.readValueAsTree());
            }
        } else {
            addTo(messages, parser.readValueAsTree());
        }
        return messages;
    }

    private static void addTo(List<PhoneMessage> messages, JsonNode one) {
        if (!one.isObject()) {
            messages.add(PhoneMessage.unreadable());
        } else if (LocationDialect.isOf(one)) {
            messages.addAll(LocationDialect.messages(one));
        } else {
            messages.add(FlatDialect.message(name -> LocationDialect.text(one.path(name))));
        }
        if (messages.size() > MOST_MESSAGES) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "At most " + MOST_MESSAGES + " messages can be sent at once.");
        }
    }

    /** What names no device is of the phone that sent the rest. */
    private static List<PhoneMessage> named(List<PhoneMessage> messages, @Nullable String sender) {
        var device = sender != null
                ? sender
                : messages.stream()
                        .map(PhoneMessage::deviceId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow(() -> unreadable("The message names no device: it needs an id."));
        return messages.stream().map(message -> message.orFrom(device)).toList();
    }

    /** The pairs of a query string or form, the first of each name; what is badly encoded stays as it is. */
    private static Map<String, String> values(@Nullable String text) {
        var values = new HashMap<String, String>();
        if (text != null) {
            for (var pair : text.strip().split("&")) {
                var sign = pair.indexOf('=');
                if (sign > 0) {
                    values.putIfAbsent(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
                }
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Problem unreadable(String sentence) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-request", sentence);
    }
}
