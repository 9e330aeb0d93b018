package dev.watchtower.platform;

import java.util.regex.Pattern;

/** Text for a cell of a CSV file that someone may open with a spreadsheet. */
public final class SpreadsheetCell {
    /** Signs that spreadsheets take for the beginning of a formula, also behind blanks and in their wide forms. */
    private static final Pattern FORMULA =
            Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]*[=+\\-@＝＋－＠].*|[\\t\\r\\n].*", Pattern.DOTALL);

    private SpreadsheetCell() {}

    /** The text, with an apostrophe before it where a spreadsheet would run it. */
    public static String of(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
