package dev.watchtower.identity.webhooks;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request's headers something stands.
 *
 * @param separator between several values in one header; empty: there is one
 * @param prefix before the value that is meant, such as {@code v0=}
 */
public record Place(String header, String separator, String prefix) {
    public static Place header(String name) {
        return new Place(name, "", "");
    }

    public static Place prefixed(String header, String prefix) {
        return new Place(header, "", prefix);
    }

    /** One of several, such as {@code v0=…} in {@code t=…,v0=…}. */
    public static Place element(String header, String separator, String prefix) {
        return new Place(header, separator, prefix);
    }

    /** The values that stand there; some vendors send several signatures while a secret is changed. */
    Stream<String> values(Function<String, @Nullable String> headers) {
        var value = headers.apply(header);
        if (value == null) {
            return Stream.empty();
        }
        var elements = separator.isEmpty() ? Stream.of(value) : Stream.of(value.split(Pattern.quote(separator)));
        return elements.map(String::strip)
                .filter(element -> element.startsWith(prefix))
                .map(element -> element.substring(prefix.length()));
    }
}
