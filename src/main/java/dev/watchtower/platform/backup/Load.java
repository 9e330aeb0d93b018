package dev.watchtower.platform.backup;

import dev.watchtower.platform.TenantPartition;
import dev.watchtower.platform.backup.Manifest.Sequence;
import dev.watchtower.platform.backup.Manifest.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Fills the tables of a schema of the backup's version, in one transaction that the caller commits. */
final class Load {
    private static final int COPY_BUFFER_BYTES = 1 << 16;

    private final Connection connection;
    private final Catalogue catalogue;
    private final Consumer<String> terminal;

    Load(Connection connection, String schema, Consumer<String> terminal) {
        this.connection = connection;
        this.catalogue = new Catalogue(connection, schema);
        this.terminal = terminal;
    }

    void load(BackupReader reader) throws SQLException, IOException {
        var manifest = reader.manifest();
        try (var statement = connection.createStatement()) {
            makePartitions(statement, manifest.tables());
            requireSame(manifest.tables(), catalogue.tables());
            statement.execute("truncate " + names(statement, manifest.tables())); // migrations put in rows of their own
            var keys = catalogue.foreignKeys();
            for (var key : keys) {
                statement.execute("alter table " + quoted(statement, key.table()) + " drop constraint "
                        + quoted(statement, key.name()));
            }
            copy(reader);
            for (var key : keys) {
                statement.execute("alter table " + quoted(statement, key.table()) + " add constraint "
                        + quoted(statement, key.name()) + " " + key.definition());
            }
            setSequences(manifest.sequences());
            statement.execute("analyze " + names(statement, manifest.tables()));
        }
    }

    private static void makePartitions(Statement statement, List<Table> tables) throws SQLException {
        for (var table : tables) {
            var partition = table.partition();
            if (partition != null) {
                TenantPartition.attach(statement, partition.of(), table.name(), partition.bounds());
            }
        }
    }

    private static void requireSame(List<Table> saved, List<Table> made) {
        if (!shapes(saved).equals(shapes(made))) {
            var differing = new HashSet<>(shapes(saved));
            differing.addAll(shapes(made));
            differing.removeIf(
                    shape -> shapes(saved).contains(shape) && shapes(made).contains(shape));
            throw new BackupFailure(
                    "its tables are not those of this version: "
                            + differing.stream().sorted().toList(),
                    null);
        }
    }

    private static Set<String> shapes(List<Table> tables) {
        return tables.stream()
                .map(table -> table.name() + table.columns().stream().sorted().toList())
                .collect(Collectors.toSet());
    }

    private void copy(BackupReader reader) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        reader.read((table, rows) -> {
            var count = copy.copyIn("copy " + catalogue.copyName(table) + " from stdin", rows, COPY_BUFFER_BYTES);
            terminal.accept("%,14d  %s".formatted(count, table.name()));
            return count;
        });
    }

    private void setSequences(List<Sequence> sequences) throws SQLException {
        try (var query = connection.prepareStatement("select setval(quote_ident(?)::regclass, ?, ?)")) {
            for (var sequence : sequences) {
                query.setString(1, sequence.name());
                query.setLong(2, sequence.value());
                query.setBoolean(3, sequence.called());
                query.execute();
            }
        }
    }

    private static String names(Statement statement, List<Table> tables) throws SQLException {
        var names = new StringBuilder();
        for (var table : tables) {
            names.append(names.isEmpty() ? "" : ", ").append(quoted(statement, table.name()));
        }
        return names.toString();
    }

    private static String quoted(Statement statement, String identifier) throws SQLException {
        return statement.enquoteIdentifier(identifier, true);
    }
}
