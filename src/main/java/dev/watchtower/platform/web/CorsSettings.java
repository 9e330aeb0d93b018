package dev.watchtower.platform.web;

import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** @param origins whose pages may call the API: a JSON array of texts, or words with commas between */
@Validated
@ConfigurationProperties("watchtower.cors")
record CorsSettings(String origins) {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

    @AssertTrue(
            message = "CORS_ORIGINS must be a list of exact origins such as"
                    + " https://app.example.org, http://localhost:5173 (without paths and without *)")
    boolean isListOfOrigins() {
        try {
            return words().allMatch(word -> ORIGIN.matcher(word).matches());
        } catch (JacksonException e) {
            return false;
        }
    }

    /** As browsers write them. */
    List<String> list() {
        return words().map(word -> word.replaceFirst(word.startsWith("https:") ? ":443$" : ":80$", ""))
                .distinct()
                .toList();
    }

    private Stream<String> words() {
        var text = origins.strip().toLowerCase(Locale.ROOT);
        var words = text.startsWith("[")
                ? Stream.of(JsonMapper.shared().readValue(text, String[].class))
                : Stream.of(text.split("\\s*,\\s*"));
        return words.filter(word -> !word.isBlank());
    }
}
