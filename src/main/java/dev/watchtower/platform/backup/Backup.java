package dev.watchtower.platform.backup;

import dev.watchtower.platform.backup.Manifest.Table;
import dev.watchtower.platform.backup.Totals.Total;
import dev.watchtower.platform.database.CommandDatabase;
import dev.watchtower.platform.database.RestoreMark;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all that is in the schema into one file: a zip inside an {@link Envelope}, with a manifest, an entry of COPY's
 * text for each table, and the totals. All of it is of one moment, and none of it is held in memory.
 */
final class Backup {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROWS_BUFFER_BYTES = 1 << 16;

    private final BackupKey key;
    private final String program;
    private final Consumer<String> terminal;

    /** @param program the version of this Watchtower */
    Backup(BackupKey key, String program, Consumer<String> terminal) {
        this.key = key;
        this.program = program;
        this.terminal = terminal;
    }

    /**
     * @param opener opens the database; asked only when the file can be written
     * @throws BackupFailure when it could not be made; then there is no file
     */
    void write(Path place, boolean overwrite, Supplier<CommandDatabase> opener) {
        try (var file = NewFile.open(place, overwrite);
                var database = opener.get();
                var connection = database.connect()) {
            RestoreMark.refuse(connection, database.schema());
            beginSnapshot(connection);
            var catalogue = new Catalogue(connection, database.schema());
            var manifest = manifest(catalogue, database);
            lock(connection, manifest.tables());
            var totals = write(catalogue, manifest, file.stream());
            file.keep();
            terminal.accept("Backup written: %s (%d tables, %,d rows, %,d bytes), the state of %s, key %s"
                    .formatted(
                            place, totals.tables().size(), totals.rows(), file.size(), manifest.takenAt(), key.id()));
        } catch (SQLException e) {
            throw new BackupFailure("The database failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupFailure("The backup cannot be written: " + NewFile.reason(e) + ".", e);
        }
    }

    /** From the first look on, the connection sees one moment; and all rows, or none where it may not. */
    private static void beginSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set row_security = off");
            statement.execute("set timezone = 'UTC'");
            statement.execute("set intervalstyle = 'postgres'");
        }
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private Manifest manifest(Catalogue catalogue, CommandDatabase database) throws SQLException {
        var version = catalogue
                .schemaVersion()
                .orElseThrow(() -> new BackupFailure(
                        "There is nothing to back up in the schema " + database.schema() + " of " + database.shown()
                                + ".",
                        null));
        try (var statement = catalogue.connection().createStatement();
                var row = statement.executeQuery("select now(), current_setting('server_version')")) {
            row.next();
            return new Manifest(
                    program,
                    row.getString(2),
                    row.getObject(1, Timestamp.class).toInstant(),
                    version,
                    catalogue.tables(),
                    catalogue.sequences());
        }
    }

    /** So that none is dropped or changed before its turn. */
    private static void lock(Connection connection, List<Table> tables) throws SQLException {
        try (var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            for (var table : tables) {
                names.add(statement.enquoteIdentifier(table.name(), true));
            }
            statement.execute("lock table only " + names.stream().collect(Collectors.joining(", only "))
                    + " in access share mode");
        }
    }

    private Totals write(Catalogue catalogue, Manifest manifest, OutputStream file) throws SQLException, IOException {
        var zip = new ZipOutputStream(Envelope.around(StreamUtils.nonClosing(file), key));
        zip.setLevel(Deflater.BEST_SPEED);
        write(zip, Manifest.ENTRY, manifest);
        var copy = catalogue.connection().unwrap(PGConnection.class).getCopyAPI();
        var totals = new ArrayList<Total>();
        for (var table : manifest.tables()) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            var total = write(copy, catalogue.copyName(table), table, zip);
            zip.closeEntry();
            totals.add(total);
            terminal.accept("%,14d  %s".formatted(total.rows(), table.name()));
        }
        var all = new Totals(totals);
        write(zip, Totals.ENTRY, all);
        zip.close(); // only now it is whole
        return all;
    }

    private static Total write(CopyManager copy, String name, Table table, OutputStream out)
            throws SQLException, IOException {
        var digest = Sha256.digest();
        var rows = new BufferedOutputStream(new DigestOutputStream(out, digest), ROWS_BUFFER_BYTES);
        var count = copy.copyOut("copy " + name + " to stdout", rows);
        rows.flush();
        return new Total(table.name(), count, Sha256.hex(digest));
    }

    private static void write(ZipOutputStream zip, String entry, Object content) throws IOException {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(JSON.writeValueAsBytes(content));
        zip.closeEntry();
    }
}
