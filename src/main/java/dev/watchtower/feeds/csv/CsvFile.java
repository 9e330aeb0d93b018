package dev.watchtower.feeds.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file, plain or gzip, read record by record in constant memory. A header comes first; the delimiter is the one
 * that the header holds most of.
 */
final class CsvFile implements Closeable {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int LONGEST_RECORD = 64 << 10;
    private static final int MOST_FIELDS = 1_000;

    private final Counting file;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final char delimiter;
    private final List<String> header;

    private CsvFile(Counting file, InputStream text, char delimiter) {
        this.file = file;
        this.delimiter = delimiter;
        reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_RECORD * 2)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_FIELDS)
                                .maxFieldSize(LONGEST_RECORD)
                                .maxRecordSize(LONGEST_RECORD)
                                .build(),
                        text,
                        StandardCharsets.UTF_8);
        records = reader.iterator();
        header = records.hasNext()
                ? records.next().getFields().stream().map(String::strip).toList()
                : List.of();
    }

    /** @throws IOException also where the file says gzip and is not, or is cut short */
    static CsvFile open(Path path) throws IOException {
        var file = new Counting(Files.newInputStream(path));
        try {
            var text = new BufferedInputStream(unzipped(file), BUFFER_BYTES);
            return new CsvFile(file, text, delimiter(text));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    char delimiter() {
        return delimiter;
    }

    List<String> header() {
        return header;
    }

    boolean hasNext() {
        return records.hasNext();
    }

    /** @throws NoSuchElementException after the last */
    CsvRecord next() {
        return records.next();
    }

    /** How many bytes of the file, as it lies on disk, were read so far. */
    long readBytes() {
        return file.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        file.close();
    }

    private static InputStream unzipped(Counting file) throws IOException {
        var buffered = new BufferedInputStream(file, BUFFER_BYTES);
        buffered.mark(2);
        var magic = buffered.read() | buffered.read() << 8;
        buffered.reset();
        return magic == GZIP_MAGIC ? new Unpacked(new GZIPInputStream(buffered, BUFFER_BYTES), file) : buffered;
    }

    private static char delimiter(BufferedInputStream text) throws IOException {
        text.mark(BUFFER_BYTES);
        var start = new String(text.readNBytes(8 << 10), StandardCharsets.UTF_8);
        text.reset();
        var header = start.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return DELIMITERS.stream()
                .max((one, other) -> Long.compare(count(header, one), count(header, other)))
                .filter(best -> count(header, best) > 0)
                .orElse(',');
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(character -> character == wanted).count();
    }

    /** Stops where a file unpacks to far more than positions ever do. */
    private static final class Unpacked extends FilterInputStream {
        private static final long ALWAYS_ALLOWED = 64L << 20;
        private static final long MOST_TIMES = 200;

        private final Counting packed;
        private long count;

        Unpacked(InputStream in, Counting packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            if (count > ALWAYS_ALLOWED && count > packed.count * MOST_TIMES) {
                throw new IOException("it unpacks to more than " + MOST_TIMES + " times its size");
            }
            return read;
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
