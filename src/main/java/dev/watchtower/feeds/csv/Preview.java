package dev.watchtower.feeds.csv;

import dev.watchtower.tracking.PositionReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a file would be read, as its beginning shows.
 *
 * @param headerGiven whether the first line names the columns; where it is a position already, they are called by number
 * @param mapping the column of each of our fields, null where none is read
 * @param zoneNeeded whether times among the lines carry no zone
 * @param rows the first lines
 * @param linesSeen how many lines were tried, the header not among them
 * @param linesRefused how many of these would be refused
 * @param refused the first of these
 * @param newTrucks names among the lines that mean no truck yet
 * @param fault what makes the file unreadable after the lines seen
 */
record Preview(
        char delimiter,
        List<String> header,
        boolean headerGiven,
        Map<String, @Nullable String> mapping,
        List<PreviewField> fields,
        boolean zoneNeeded,
        List<PreviewRow> rows,
        int linesSeen,
        int linesRefused,
        List<RefusedLine> refused,
        Set<String> newTrucks,
        @Nullable String fault) {

    /** A field of ours that a column can hold. */
    record PreviewField(String field, boolean required) {
        static List<PreviewField> all() {
            return Arrays.stream(Column.values())
                    .map(column -> new PreviewField(column.field(), column.required()))
                    .toList();
        }
    }

    /**
     * @param values as the line holds them
     * @param position as read, null where the line cannot be read as one
     * @param reason why it would be refused
     */
    record PreviewRow(
            long line,
            List<String> values,
            @Nullable PositionReport position,
            @Nullable String reason) {}
}
