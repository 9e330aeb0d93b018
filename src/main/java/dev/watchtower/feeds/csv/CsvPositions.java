package dev.watchtower.feeds.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.Received;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a record of a file into a position report. */
final class CsvPositions {
    private static final Set<String> TRUE = Set.of("true", "1", "on", "yes", "y", "t");
    private static final Set<String> FALSE = Set.of("false", "0", "off", "no", "n", "f");
    private static final int SHOWN = 40;

    private final Columns columns;
    private final CsvTimes times;

    CsvPositions(Columns columns, CsvTimes times) {
        this.columns = columns;
        this.times = times;
    }

    Received read(CsvRecord line) {
        var breaks =
                line.getFields().stream().mapToLong(CsvPositions::lineBreaks).sum();
        if (breaks > 0) {
            return new Received.Unreadable("a quote that opens in line " + line.getStartingLineNumber()
                    + " is closed only in line " + (line.getStartingLineNumber() + breaks)
                    + ": what lies between was not read");
        }
        try {
            return new PositionReport(
                    required(line, Column.TRUCK),
                    times.parse(required(line, Column.RECORDED_AT)),
                    number(Column.LATITUDE, required(line, Column.LATITUDE)),
                    number(Column.LONGITUDE, required(line, Column.LONGITUDE)),
                    optionalNumber(line, Column.SPEED_KPH),
                    optionalNumber(line, Column.HEADING_DEGREES),
                    truth(line),
                    optionalNumber(line, Column.ODOMETER_KM),
                    optionalNumber(line, Column.ACCURACY_METERS));
        } catch (IllegalArgumentException e) {
            return new Received.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the line's time is a moment only in a chosen zone. */
    boolean lacksZone(CsvRecord line) {
        var time = value(line, Column.RECORDED_AT);
        return time != null && CsvTimes.lacksZone(time);
    }

    private String required(CsvRecord line, Column column) {
        var value = value(line, column);
        if (value == null) {
            throw new IllegalArgumentException(
                    columns.places().containsKey(column)
                            ? column.field() + " is missing"
                            : "no column is chosen for " + column.field());
        }
        return value;
    }

    private @Nullable Double optionalNumber(CsvRecord line, Column column) {
        var value = value(line, column);
        return value == null ? null : (Double) number(column, value);
    }

    /** Where the values are not parted by commas, a comma in a number is its decimal point. */
    private double number(Column column, String text) {
        try {
            var value = Double.parseDouble(columns.delimiter() == ',' ? text : text.replace(',', '.'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(column, text, e);
        }
        throw notANumber(column, text, null);
    }

    private static IllegalArgumentException notANumber(
            Column column, String text, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(column.field() + " must be a number, not " + shortened(text), cause);
    }

    private @Nullable Boolean truth(CsvRecord line) {
        var value = value(line, Column.IGNITION);
        if (value == null) {
            return null;
        }
        var word = value.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        throw new IllegalArgumentException("ignition must be on or off, not " + shortened(value));
    }

    private @Nullable String value(CsvRecord line, Column column) {
        var place = columns.places().get(column);
        if (place == null || place >= line.getFieldCount()) {
            return null;
        }
        var value = line.getField(place).strip();
        return value.isEmpty() ? null : value;
    }

    private static long lineBreaks(String value) {
        return value.chars().filter(character -> character == '\n').count();
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
