package dev.watchtower.feeds.csv;

import dev.watchtower.platform.Problem;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * How a file is to be read.
 *
 * @param delimiter between the values of a line
 * @param places where each known column stands, from 0
 */
record Columns(char delimiter, Map<Column, Integer> places) {
    /**
     * Finds the columns by the header. What the mapping says of a field goes before guessing; a guess takes none of its
     * columns.
     *
     * @param mapping our field names to the header's; to nothing for a field that is not to be read
     * @throws Problem 422 where the mapping names something unknown, or one column for two fields
     */
    static Columns of(char delimiter, Header header, Map<String, String> mapping) {
        var places = new EnumMap<Column, Integer>(Column.class);
        var mapped = EnumSet.noneOf(Column.class);
        mapping.forEach((field, name) -> {
            var column = Column.ofField(field)
                    .orElseThrow(() -> wrong("The mapping names " + field + ", which is none of ours.", header));
            mapped.add(column);
            if (!name.isBlank()) {
                var place = header.names().indexOf(name.strip());
                if (place < 0) {
                    throw wrong("The mapping names the column " + name + ", which is not in the file.", header);
                }
                if (places.containsValue(place)) {
                    throw wrong("The mapping gives the column " + name + " to two fields.", header);
                }
                places.put(column, place);
            }
        });
        for (var column : EnumSet.complementOf(mapped)) {
            column.guess(header.names())
                    .filter(place -> !places.containsValue(place))
                    .ifPresent(place -> places.put(column, place));
        }
        return new Columns(delimiter, places);
    }

    /** @throws Problem 422 where a needed column was not found */
    void refuseMissing(Header header) {
        var missing = Arrays.stream(Column.values())
                .filter(column -> column.required() && !places.containsKey(column))
                .map(Column::field)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw wrong(
                    "No column was found for " + missing
                            + (header.given()
                                    ? ". The first line must name the columns."
                                    : ": the first line names no columns, it is a position already. Add a line of"
                                            + " names above it, or say by a mapping which column is which."),
                    header);
        }
    }

    private static Problem wrong(String sentence, Header header) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "import-columns", sentence)
                .with("header", header.names());
    }
}
