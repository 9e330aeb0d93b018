package dev.watchtower.tracking;

import dev.watchtower.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads positions from JSON token by token, so that one item that cannot be read leaves the others readable. */
@Component
class PositionReader {
    static final int MOST_ITEMS = 10_000;

    /** An item's fields as they come by; the first fault is the one its sender is told. */
    private static final class Draft {
        @Nullable
        String truck;

        @Nullable
        Instant recordedAt;

        @Nullable
        Double latitude;

        @Nullable
        Double longitude;

        @Nullable
        Double speedKph;

        @Nullable
        Double headingDegrees;

        @Nullable
        Boolean ignition;

        @Nullable
        Double odometerKm;

        @Nullable
        Double accuracyMeters;

        @Nullable
        String fault;

        Received finished() {
            if (fault != null) {
                return new Received.Unreadable(fault);
            }
            if (truck == null || truck.isBlank()) {
                return missing("truck");
            }
            if (recordedAt == null) {
                return missing("recordedAt");
            }
            if (latitude == null) {
                return missing("latitude");
            }
            if (longitude == null) {
                return missing("longitude");
            }
            return new PositionReport(
                    truck.strip(),
                    recordedAt,
                    latitude,
                    longitude,
                    speedKph,
                    headingDegrees,
                    ignition,
                    odometerKm,
                    accuracyMeters);
        }

        private static Received missing(String field) {
            return new Received.Unreadable(field + " is missing");
        }
    }

    /** A value of the wrong form; the message says which is right. */
    private static final class WrongForm extends Exception {
        WrongForm(String message) {
            super(message);
        }
    }

    private final ObjectReader json;

    PositionReader(JsonMapper mapper) {
        // NaN is not JSON, but a sender's slip in one item: its item is refused, not the whole body.
        json = mapper.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
    }

    /**
     * @param place takes room for each item
     * @throws Problem 400 where the body is no JSON array, 413 where it has too many items, 503 where there is no room
     * @throws IOException when the body does not come to its end
     */
    List<Received> read(InputStream body, IntakeRoom.Place place) throws IOException {
        try (var parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed();
            }
            var items = new ArrayList<Received>();
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    throw malformed();
                }
                if (items.size() == MOST_ITEMS) {
                    throw Problem.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "too-large",
                            "A request may hold " + MOST_ITEMS + " positions at most: send them in parts.");
                }
                place.take();
                items.add(item(parser));
            }
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return items;
        } catch (StreamConstraintsException e) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "bad-request",
                    "A text, a number or the nesting in the body is longer than in any position.");
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException fault) { // it broke off, took too long, or is too large
                throw fault;
            }
            throw malformed();
        }
    }

    private static Received item(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Received.Unreadable("an item must be an object");
        }
        var draft = new Draft();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            try {
                field(draft, name, parser);
            } catch (WrongForm e) {
                draft.fault = draft.fault == null ? name + " " + e.getMessage() : draft.fault;
            }
            parser.skipChildren();
        }
        return draft.finished();
    }

    private static void field(Draft draft, String name, JsonParser parser) throws WrongForm {
        switch (name) {
            case "truck" -> draft.truck = name(parser);
            case "recordedAt" -> draft.recordedAt = time(parser);
            case "latitude" -> draft.latitude = number(parser);
            case "longitude" -> draft.longitude = number(parser);
            case "speedKph" -> draft.speedKph = number(parser);
            case "headingDegrees" -> draft.headingDegrees = number(parser);
            case "ignition" -> draft.ignition = truth(parser);
            case "odometerKm" -> draft.odometerKm = number(parser);
            case "accuracyMeters" -> draft.accuracyMeters = number(parser);
            default -> {} // senders may say more than we keep
        }
    }

    private static @Nullable String name(JsonParser parser) throws WrongForm {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT -> parser.getString();
            case VALUE_NULL -> null;
            default -> throw new WrongForm("must be text: an id, a truck number or a device id");
        };
    }

    private static @Nullable Double number(JsonParser parser) throws WrongForm {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_NULL -> null;
            default -> throw new WrongForm("must be a number");
        };
    }

    private static double finite(double value) throws WrongForm {
        if (!Double.isFinite(value)) {
            throw new WrongForm("must be a number, not " + value);
        }
        return value;
    }

    private static @Nullable Boolean truth(JsonParser parser) throws WrongForm {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new WrongForm("must be true or false");
        };
    }

    private static @Nullable Instant time(JsonParser parser) throws WrongForm {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> time(parser.getString());
            case VALUE_NULL -> null;
            default -> throw new WrongForm("must be text such as 2026-11-21T14:06:32Z");
        };
    }

    private static Instant time(String text) throws WrongForm {
        var usual = UtcTime.read(text);
        if (usual != null) {
            return usual;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new WrongForm(
                    hasNoZone(text)
                            ? "has no time zone: end it with Z or an offset such as +02:00"
                            : "is not a time such as 2026-11-21T14:06:32Z");
        }
    }

    private static boolean hasNoZone(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Problem malformed() {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-request", "The body must be a JSON array of positions.");
    }
}
