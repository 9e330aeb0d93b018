package dev.watchtower.platform.backup;

import dev.watchtower.platform.backup.Manifest.Partition;
import dev.watchtower.platform.backup.Manifest.Sequence;
import dev.watchtower.platform.backup.Manifest.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is in a schema, as PostgreSQL's own catalogue tells it: no table is named here but Flyway's. */
record Catalogue(Connection connection, String schema) {
    private static final String HISTORY = "flyway_schema_history";

    record ForeignKey(String table, String name, String definition) {}

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Every table that holds rows, partitions one by one; without the history of migrations. */
    List<Table> tables() throws SQLException {
        return list("""
                select c.relname, array_agg(a.attname::text order by a.attnum), p.relname, pg_get_expr(c.relpartbound, c.oid)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid
                    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                left join pg_inherits i on i.inhrelid = c.oid
                left join pg_class p on p.oid = i.inhparent
                where n.nspname = ? and c.relkind = 'r' and c.relname <> '%s'
                group by c.oid, c.relname, c.relpartbound, p.relname
                order by c.relname""".formatted(HISTORY), row -> {
            var parent = row.getString(3);
            return new Table(
                    row.getString(1),
                    List.of((String[]) row.getArray(2).getArray()),
                    parent == null ? null : new Partition(parent, row.getString(4)));
        });
    }

    List<Sequence> sequences() throws SQLException {
        var names = list("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind = 'S' order by c.relname""", row -> row.getString(1));
        var sequences = new ArrayList<Sequence>();
        for (var name : names) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select last_value, is_called from " + statement.enquoteIdentifier(name, true))) {
                row.next();
                sequences.add(new Sequence(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    /** Those of whole tables; what partitions have of them goes with these. */
    List<ForeignKey> foreignKeys() throws SQLException {
        return list("""
                select c.relname, k.conname, pg_get_constraintdef(k.oid)
                from pg_constraint k join pg_namespace n on n.oid = k.connamespace join pg_class c on c.oid = k.conrelid
                where n.nspname = ? and k.contype = 'f' and k.conparentid = 0
                order by c.relname, k.conname""", row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Whether there is anything at all. */
    boolean isEmpty() throws SQLException {
        return list("""
                select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? limit 1""", row -> true).isEmpty();
    }

    /** The newest migration; empty where there are no tables of ours. */
    Optional<String> schemaVersion() throws SQLException {
        var history = list("""
                select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = '%s'""".formatted(HISTORY), row -> true);
        if (history.isEmpty()) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select version from " + HISTORY
                        + " where success and version is not null order by installed_rank desc limit 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The table's name and columns, fit to stand in COPY. */
    String copyName(Table table) throws SQLException {
        try (var statement = connection.createStatement()) {
            var columns = new ArrayList<String>();
            for (var column : table.columns()) {
                columns.add(statement.enquoteIdentifier(column, true));
            }
            return statement.enquoteIdentifier(table.name(), true)
                    + columns.stream().collect(Collectors.joining(", ", " (", ")"));
        }
    }

    private <T> List<T> list(String sql, Row<T> reader) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            try (var rows = query.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }
    }
}
