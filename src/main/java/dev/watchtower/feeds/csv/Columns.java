package dev.watchtower.feeds.csv;

import dev.watchtower.platform.Problem;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
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
     * Finds the columns by the header; a mapping of our field names to headings goes before guessing.
     *
     * @throws Problem 422 where a needed column is not found or the mapping names something unknown
     */
    static Columns of(char delimiter, List<String> header, Map<String, String> mapping) {
        var places = new EnumMap<Column, Integer>(Column.class);
        for (var column : Column.values()) {
            column.guess(header)
                    .filter(place -> !places.containsValue(place))
                    .ifPresent(place -> places.put(column, place));
        }
        mapping.forEach((field, heading) -> {
            var column = Column.ofField(field)
                    .orElseThrow(() -> wrong("The mapping names " + field + ", which is none of ours.", header));
            var place = header.indexOf(heading.strip());
            if (place < 0) {
                throw wrong("The mapping names the column " + heading + ", which is not in the file.", header);
            }
            places.put(column, place);
        });
        var missing = Arrays.stream(Column.values())
                .filter(column -> column.required() && !places.containsKey(column))
                .map(Column::field)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw wrong("No column was found for " + missing + ". The first line must name the columns.", header);
        }
        return new Columns(delimiter, places);
    }

    private static Problem wrong(String sentence, List<String> header) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "import-columns", sentence)
                .with("header", header);
    }
}
