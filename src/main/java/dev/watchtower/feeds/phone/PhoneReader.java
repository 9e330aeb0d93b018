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
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a phone sent, in any dialect. The body's first sign tells JSON from a form, as senders' content types do
 * not; a form's values are added to those of the query.
 */
@Component
class PhoneReader {
    private static final int MOST_MESSAGES = 10_000;
    /** Of a query string or form; apps send some twenty. */
    private static final int MOST_VALUES = 200;
    /** Far more than real messages have in as many bytes; each may become an object of some hundred bytes. */
    private static final int MOST_TOKENS = 500_000;

    private final PhoneBodies bodies = new PhoneBodies();
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .build();

    /**
     * At least one message, each with its device.
     *
     * @throws Problem 400 where no device is named or the body is broken JSON; 413 for more than 10,000 messages, 2 MB or 200
     *     values of one; 503 while too many long lists are being read
     */
    List<PhoneMessage> read(@Nullable String query, InputStream body) throws IOException {
        var values = values(query);
        return bodies.read(body, bytes -> read(values, bytes));
    }

    private List<PhoneMessage> read(Map<String, String> values, byte[] bytes) {
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
            limit(messages.size() + LocationDialect.count(one));
            messages.addAll(LocationDialect.messages(one));
        } else {
            messages.add(FlatDialect.message(name -> LocationDialect.text(one.path(name))));
        }
        limit(messages.size());
    }

    private static void limit(int messages) {
        if (messages > MOST_MESSAGES) {
            throw tooLarge("At most " + MOST_MESSAGES + " messages can be sent at once.");
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
            var pairs = text.strip().split("&", MOST_VALUES + 1);
            if (pairs.length > MOST_VALUES) {
                throw tooLarge("A message has at most " + MOST_VALUES + " values.");
            }
            for (var pair : pairs) {
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

    private static Problem tooLarge(String sentence) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", sentence);
    }

    private static Problem unreadable(String sentence) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-request", sentence);
    }
}
