package dev.watchtower.platform.database;

import dev.watchtower.platform.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The role under which every request works: it owns nothing, passes no policy, and cannot log in. In the embedded
 * server the request pool also gets a login of its own, so that not even {@code SET ROLE NONE} leads to the owner.
 *
 * @param name {@code wt_<database>_<schema>}
 * @param login who the request pool logs in as
 */
record RequestRole(String name, DatabaseAddress login) {
    /** The first key keeps our advisory locks apart from anyone else's in the same database. */
    private static final int LONGEST_NAME = 56;

    private static final int LOCK_SPACE = 0x57544f57;

    /**
     * Makes sure of the role before anything uses it.
     *
     * @throws DatabaseStartFailure with the statements to run by hand where this login may not make roles; when a
     *     restore into the schema has not ended
     */
    static RequestRole ensure(DatabaseAddress owner, String schema, boolean ownLogin) {
        try (var connection = owner.connect("-c search_path=" + schema);
                var statement = connection.createStatement()) {
            RestoreMark.refuse(connection, schema);
            statement.execute("select pg_advisory_lock(" + LOCK_SPACE + ", 0)");
            var name = name(connection.getCatalog(), schema);
            makeAndGrant(connection, statement, name);
            var login = ownLogin ? login(connection, statement, name, owner) : owner;
            return new RequestRole(name, login);
        } catch (SQLException e) {
            throw OwnServer.unusable(owner, e);
        }
    }

    /** Fit to stand in SQL without quotes, and with room for an ending within PostgreSQL's 63 bytes. */
    private static String name(String database, String schema) {
        var plain = "wt_" + database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_") + "_" + schema;
        var exact = plain.equals("wt_" + database + "_" + schema) && plain.length() <= LONGEST_NAME;
        return exact
                ? plain
                : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 9))
                        + "_%08x".formatted((database + "." + schema).hashCode());
    }

    private static void makeAndGrant(Connection connection, Statement statement, String name) throws SQLException {
        var create = "create role " + quoted(statement, name) + " nologin";
        var grant = "grant " + quoted(statement, name) + " to current_user";
        try {
            if (!exists(connection, name)) {
                statement.execute(create);
            }
            // Since PostgreSQL 16 who makes a role may administer it, but not take it on, unless granted.
            if (!maySet(connection, name)) {
                statement.execute(grant);
            }
        } catch (SQLException e) {
            throw new DatabaseStartFailure(
                    "This database login may not make the role that requests work under (" + e.getMessage()
                            + "). Have these two statements run once by someone who may:\n  "
                            + create + ";\n  " + grant.replace("current_user", quoted(statement, user(connection)))
                            + ";",
                    e);
        }
    }

    private static DatabaseAddress login(Connection connection, Statement statement, String role, DatabaseAddress owner)
            throws SQLException {
        var name = role + "_login";
        var password = Secrets.random();
        var verb = exists(connection, name) ? "alter" : "create";
        statement.execute(verb + " role " + quoted(statement, name) + " login noinherit password "
                + statement.enquoteLiteral(password));
        statement.execute("grant " + quoted(statement, role) + " to " + quoted(statement, name));
        return owner.loginAs(name, password);
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("select from pg_roles where rolname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static boolean maySet(Connection connection, String name) throws SQLException {
        var privilege = connection.getMetaData().getDatabaseMajorVersion() >= 16 ? "SET" : "MEMBER";
        try (var query = connection.prepareStatement("select pg_has_role(current_user, ?, ?)")) {
            query.setString(1, name);
            query.setString(2, privilege);
            var row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private static String user(Connection connection) throws SQLException {
        return connection.getMetaData().getUserName();
    }

    private static String quoted(Statement statement, String identifier) throws SQLException {
        return statement.enquoteIdentifier(identifier, true);
    }
}
