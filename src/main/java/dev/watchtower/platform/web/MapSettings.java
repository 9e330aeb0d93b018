package dev.watchtower.platform.web;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The street map.
 *
 * @param styleUrl of a MapLibre style; blank: there is none
 * @param styleHosts other hosts that the style's tiles, fonts and pictures come from, with blanks or commas between
 */
@Validated
@ConfigurationProperties("watchtower.map")
record MapSettings(
        @Pattern(
                regexp = "|https?://" + HOST + "(/\\S*)?",
                message = "must be an address such as https://tiles.example.org/style.json")
        String styleUrl,

        @Pattern(
                regexp = "|" + ORIGIN + "([,\\s]+" + ORIGIN + ")*",
                message = "must be a list of hosts such as https://tiles.example.org, https://*.example.net")
        String styleHosts) {

    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?";
    private static final String ORIGIN = "https?://(\\*\\.)?" + HOST;

    /** All origins that the page may load the street map from, as a content security policy names them. */
    List<String> origins() {
        if (styleUrl.isBlank()) {
            return List.of();
        }
        var others = Stream.of(styleHosts.split("[,\\s]+")).filter(host -> !host.isEmpty());
        return Stream.concat(Stream.of(styleUrl.replaceFirst("^(https?://[^/]+).*", "$1")), others)
                .distinct()
                .toList();
    }
}
