package dev.watchtower.feeds.csv;

import dev.watchtower.platform.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the text parts that come beside an uploaded file. */
@Component
class WishesReader {
    private final JsonMapper json;

    WishesReader(JsonMapper json) {
        this.json = json;
    }

    /** @throws Problem 400 where a part has the wrong form */
    Wishes read(boolean createTrucks, @Nullable String timeZone, @Nullable String mapping) {
        return new Wishes(createTrucks, zone(timeZone), mapping(mapping));
    }

    private static @Nullable ZoneId zone(@Nullable String timeZone) {
        if (timeZone == null || timeZone.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(timeZone.strip());
        } catch (DateTimeException e) {
            throw Problem.badField("timeZone", "must be a name such as Europe/Athens");
        }
    }

    private Map<String, String> mapping(@Nullable String mapping) {
        if (mapping == null || mapping.isBlank()) {
            return Map.of();
        }
        try {
            Map<String, @Nullable String> sent = json.readValue(mapping, new TypeReference<>() {});
            var read = new HashMap<String, String>();
            sent.forEach((field, name) -> read.put(field, Objects.requireNonNullElse(name, "")));
            return read;
        } catch (JacksonException | NullPointerException e) { // a lone null is as wrong as any other form
            throw Problem.badField("mapping", "must be a JSON object such as {\"truck\": \"Vehicle no.\"}");
        }
    }
}
