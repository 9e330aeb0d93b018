package dev.watchtower.feeds.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file read record by record in constant memory. Its delimiter is the one that the first line holds most of; that
 * line names the columns, or is the first position already.
 */
final class CsvFile implements Closeable {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LONGEST_RECORD = 64 << 10;
    private static final int MOST_FIELDS = 1_000;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final char delimiter;
    private final Header header;
    private @Nullable CsvRecord first;

    private CsvFile(InputStream bytes, boolean whole) throws IOException {
        var text = new BufferedInputStream(bytes, BUFFER_BYTES);
        text.mark(BUFFER_BYTES);
        var start = text.readNBytes(BUFFER_BYTES);
        text.reset();
        var charset = charset(start);
        delimiter = delimiter(firstLine(new String(start, charset)));
        reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(!whole)
                .maxBufferSize(LONGEST_RECORD * 2)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_FIELDS)
                                .maxFieldSize(LONGEST_RECORD)
                                .maxRecordSize(LONGEST_RECORD)
                                .build(),
                        text,
                        charset);
        records = reader.iterator();
        var line = firstFilled(records);
        header = Header.of(line.getFields());
        first = header.given() ? null : line;
    }

    /**
     * Opens a whole file; closing it closes the bytes.
     *
     * @throws IOException where it holds no line of text
     * @throws CsvParseException where the first line is no CSV
     */
    static CsvFile of(InputStream bytes) throws IOException {
        return new CsvFile(bytes, true);
    }

    /** As {@link #of}, for a file whose end is missing: its last record may be cut anywhere. */
    static CsvFile ofBeginning(InputStream bytes) throws IOException {
        return new CsvFile(bytes, false);
    }

    char delimiter() {
        return delimiter;
    }

    Header header() {
        return header;
    }

    boolean hasNext() {
        return first != null || records.hasNext();
    }

    /** @throws NoSuchElementException after the last */
    CsvRecord next() {
        var next = first == null ? records.next() : first;
        first = null;
        return next;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static CsvRecord firstFilled(Iterator<CsvRecord> records) throws IOException {
        while (records.hasNext()) {
            var line = records.next();
            if (!line.getFields().stream().allMatch(String::isBlank)) {
                return line;
            }
        }
        throw new IOException("it holds no line");
    }

    private static String firstLine(String start) throws IOException {
        var line = start.lines()
                .filter(candidate -> !candidate.isBlank())
                .findFirst()
                .orElse("");
        if (line.chars().anyMatch(character -> Character.isISOControl(character) && character != '\t')) {
            throw new IOException("its first line is no text");
        }
        return line;
    }

    /** As the byte order mark says; without one UTF-8, or what spreadsheets on Windows write. */
    private static Charset charset(byte[] start) {
        var mark = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | start[1] & 0xff;
        return switch (mark) {
            case 0xfeff -> StandardCharsets.UTF_16BE;
            case 0xfffe -> StandardCharsets.UTF_16LE;
            default -> isUtf8(start) ? StandardCharsets.UTF_8 : WINDOWS;
        };
    }

    private static boolean isUtf8(byte[] start) {
        var text = CharBuffer.allocate(start.length);
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(start), text, false)
                .isError();
    }

    private static char delimiter(String line) {
        var unquoted = line.replaceAll("\"[^\"]*\"", "");
        return DELIMITERS.stream()
                .max((one, other) -> Long.compare(count(unquoted, one), count(unquoted, other)))
                .filter(best -> count(unquoted, best) > 0)
                .orElse(',');
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(character -> character == wanted).count();
    }
}
