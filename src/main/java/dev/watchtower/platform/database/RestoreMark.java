package dev.watchtower.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says on a schema that a restore into it has begun and not ended, so that nobody takes what is there for the whole. It
 * is the schema's comment: there before the first table, and no table itself.
 */
public final class RestoreMark {
    private static final String TEXT = "Watchtower: a restore into this schema has not ended";

    private RestoreMark() {}

    /** @throws DatabaseStartFailure when the mark is there */
    public static void refuse(Connection connection, String schema) throws SQLException {
        if (isOn(connection, schema)) {
            throw new DatabaseStartFailure(
                    "A restore into the schema " + schema + " of this database has not ended, so what is there is not"
                            + " all. If none runs, run it again: it begins anew.",
                    null);
        }
    }

    public static boolean isOn(Connection connection, String schema) throws SQLException {
        try (var query = connection.prepareStatement(
                "select from pg_namespace n where n.nspname = ? and obj_description(n.oid, 'pg_namespace') = ?")) {
            query.setString(1, schema);
            query.setString(2, TEXT);
            return query.executeQuery().next();
        }
    }

    public static void set(Connection connection, String schema) throws SQLException {
        comment(connection, schema, "'" + TEXT + "'");
    }

    public static void clear(Connection connection, String schema) throws SQLException {
        comment(connection, schema, "null");
    }

    private static void comment(Connection connection, String schema, String literal) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("comment on schema " + statement.enquoteIdentifier(schema, true) + " is " + literal);
        }
    }
}
