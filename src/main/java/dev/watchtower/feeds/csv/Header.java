package dev.watchtower.feeds.csv;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of a file's columns, each of them once: of two equal headings the second is called {@code time (2)}, a column
 * without a heading by its number.
 *
 * @param given whether the file's first line names them; where it is a position already, all are called by number
 */
record Header(List<String> names, boolean given) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");
    /** So many guesses are no accident, as a single value that reads like a heading may be. */
    private static final int ENOUGH_GUESSES = 2;

    static Header of(List<String> firstLine) {
        var headings = firstLine.stream().map(String::strip).toList();
        var given = headings.stream().noneMatch(Header::isValue) || guesses(headings) >= ENOUGH_GUESSES;
        var names = new LinkedHashSet<String>();
        for (int place = 0; place < headings.size(); place++) {
            var heading = headings.get(place);
            var wanted = given && !heading.isEmpty() ? heading : "column " + (place + 1);
            var name = wanted;
            for (int again = 2; !names.add(name); again++) {
                name = wanted + " (" + again + ")";
            }
        }
        return new Header(List.copyOf(names), given);
    }

    private static boolean isValue(String text) {
        return NUMBER.matcher(text).matches() || CsvTimes.isTime(text);
    }

    private static long guesses(List<String> headings) {
        return Arrays.stream(Column.values())
                .filter(column -> column.required() && column.guess(headings).isPresent())
                .count();
    }
}
