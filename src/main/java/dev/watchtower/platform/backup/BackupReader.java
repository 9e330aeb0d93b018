package dev.watchtower.platform.backup;

import dev.watchtower.platform.backup.Manifest.Table;
import dev.watchtower.platform.backup.Totals.Total;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.zip.ZipInputStream;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@link Backup} wrote, from its beginning to its end and only once. That it is whole is known at the end:
 * whoever takes rows from it commits them after {@link #read}.
 */
final class BackupReader implements AutoCloseable {
    /** Takes a table's rows and says how many they were. */
    @FunctionalInterface
    interface Rows {
        long read(Table table, InputStream rows) throws IOException, SQLException;
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FILE_BUFFER_BYTES = 1 << 20;
    private static final int ROWS_BUFFER_BYTES = 1 << 16;

    private final InputStream content;
    private final ZipInputStream zip;
    private final Manifest manifest;

    private BackupReader(InputStream content) throws IOException {
        this.content = content;
        this.zip = new ZipInputStream(content);
        this.manifest = next(Manifest.ENTRY, Manifest.class);
    }

    /** @throws BackupFailure when there is no such file, or it is no backup that this key opens */
    static BackupReader open(Path file, BackupKey key) throws IOException {
        var bytes = new BufferedInputStream(bytes(file), FILE_BUFFER_BYTES);
        try {
            return new BackupReader(Envelope.open(bytes, key));
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static InputStream bytes(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new BackupFailure("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new BackupFailure("The file cannot be read: " + NewFile.reason(e) + ".", e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Hands on the rows of each table.
     *
     * @throws IOException when the file is damaged or cut off, or does not hold what it says
     */
    Totals read(Rows rows) throws IOException, SQLException {
        var totals = new ArrayList<Total>();
        for (var table : manifest.tables()) {
            enter(table.entry());
            var digest = Sha256.digest();
            var count = rows.read(table, new DigestInputStream(zip, digest));
            totals.add(new Total(table.name(), count, Sha256.hex(digest)));
        }
        var said = next(Totals.ENTRY, Totals.class);
        if (!said.tables().equals(totals)) {
            throw new IOException("its rows are not those that its totals tell of");
        }
        StreamUtils.drain(
                content); // the zip's reader does not ask for the last bytes, which say that there are no more
        return said;
    }

    /** Reads it without taking anything. */
    Totals check() throws IOException {
        try {
            return read((table, rows) -> countLines(rows));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In COPY's text each row is a line, and a line's end within a value is written otherwise. */
    private static long countLines(InputStream rows) throws IOException {
        var buffer = new byte[ROWS_BUFFER_BYTES];
        long lines = 0;
        for (int read = rows.read(buffer); read >= 0; read = rows.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
        }
        return lines;
    }

    private <T> T next(String entry, Class<T> type) throws IOException {
        enter(entry);
        return JSON.readValue(zip.readAllBytes(), type);
    }

    private void enter(String name) throws IOException {
        var entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("it has no " + name + " in its place");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
