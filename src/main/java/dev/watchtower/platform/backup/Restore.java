package dev.watchtower.platform.backup;

import dev.watchtower.platform.database.CommandDatabase;
import dev.watchtower.platform.database.RestoreMark;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a backup back into an empty schema. The file is read twice: once to see that it is whole, before anything is
 * touched, and once to load it. While the restore is under way the schema carries a {@link RestoreMark}: the program
 * does not start on it, and a restore that was killed is begun anew by the next.
 */
final class Restore {
    private static final int LOCK_SPACE = 0x57544f59;

    private final BackupKey key;
    private final Consumer<String> terminal;

    Restore(BackupKey key, Consumer<String> terminal) {
        this.key = key;
        this.terminal = terminal;
    }

    /**
     * @param opener opens the database; asked only when the file is whole
     * @throws BackupFailure when it was not restored; then the schema is as empty as before
     */
    void read(Path file, Supplier<CommandDatabase> opener) {
        var manifest = check(file);
        try (var database = opener.get();
                var lock = database.connect()) {
            lock(lock, database);
            prepare(lock, database, manifest);
            try {
                RestoreMark.set(lock, database.schema());
                database.migrate(manifest.schemaVersion());
                load(file, database);
                database.migrate(null);
                RestoreMark.clear(lock, database.schema());
            } catch (SQLException | IOException | RuntimeException e) {
                throw undone(lock, database, e);
            }
            terminal.accept("Restored into the schema " + database.schema() + " of " + database.shown()
                    + ": the state of " + manifest.takenAt() + ". Watchtower can be started on it.");
        } catch (SQLException | FlywayException e) {
            throw failed(e);
        }
    }

    private Manifest check(Path file) {
        try (var reader = BackupReader.open(file, key)) {
            var manifest = reader.manifest();
            var totals = reader.check();
            terminal.accept(
                    "The file is whole: %d tables, %,d rows, the state of %s, made by Watchtower %s on PostgreSQL %s"
                            .formatted(
                                    totals.tables().size(),
                                    totals.rows(),
                                    manifest.takenAt(),
                                    manifest.program(),
                                    manifest.postgres()));
            return manifest;
        } catch (IOException e) {
            throw new BackupFailure(
                    "The file " + file + " is damaged or was cut off (" + e.getMessage() + "). Use another backup.", e);
        }
    }

    /** Held for as long as the connection: two restores into one schema would undo each other. */
    private static void lock(Connection connection, CommandDatabase database) throws SQLException {
        try (var query = connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            query.setInt(1, LOCK_SPACE);
            query.setString(2, database.schema());
            var row = query.executeQuery();
            if (!row.next() || !row.getBoolean(1)) {
                throw new BackupFailure(
                        "Another restore into the schema " + database.schema() + " is under way.", null);
            }
        }
    }

    private static void prepare(Connection connection, CommandDatabase database, Manifest manifest)
            throws SQLException {
        var schema = database.schema();
        if (RestoreMark.isOn(connection, schema)) {
            database.empty();
            RestoreMark.clear(connection, schema);
        }
        if (!new Catalogue(connection, schema).isEmpty()) {
            throw new BackupFailure(
                    "The schema " + schema + " of " + database.shown()
                            + " is not empty, and a restore replaces nothing. Name an empty database, another schema"
                            + " (DB_SCHEMA) or another data folder (WATCHTOWER_DATA).",
                    null);
        }
        if (!database.knows(manifest.schemaVersion())) {
            throw new BackupFailure(
                    "This backup was made by a newer Watchtower, " + manifest.program()
                            + ", whose tables are of version " + manifest.schemaVersion()
                            + ", which this one does not know. Restore it with that one.",
                    null);
        }
        database.makeRole();
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + statement.enquoteIdentifier(schema, true));
        }
    }

    private void load(Path file, CommandDatabase database) throws SQLException, IOException {
        try (var connection = database.connect();
                var reader = BackupReader.open(file, key)) {
            connection.setAutoCommit(false);
            new Load(connection, database.schema(), terminal).load(reader);
            connection.commit();
        }
    }

    private static BackupFailure undone(Connection connection, CommandDatabase database, Exception cause) {
        try {
            database.empty();
            RestoreMark.clear(connection, database.schema());
        } catch (SQLException | FlywayException e) {
            cause.addSuppressed(e);
            return new BackupFailure(
                    "The restore failed: " + reason(cause) + "\nWhat it left could not be removed and is marked:"
                            + " Watchtower does not start on it, and the next restore begins anew.",
                    cause);
        }
        return failed(cause);
    }

    private static BackupFailure failed(Exception cause) {
        return new BackupFailure("The restore failed, and left nothing: " + reason(cause), cause);
    }

    private static @Nullable String reason(Exception cause) {
        return cause.getMessage();
    }
}
