package dev.watchtower.platform;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The database as its owner, past row-level security. For the few that cannot do their work otherwise (COPY, partitions,
 * the road's lock); a test holds the list of classes that may name this one. Statements of theirs name the organization
 * themselves.
 */
public final class OwnerDatabase {
    /** Opens a connection outside the pool. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException;
    }

    private final DataSource pool;
    private final Opener opener;
    private final String schema;

    public OwnerDatabase(DataSource pool, Opener opener, String schema) {
        this.pool = pool;
        this.opener = opener;
        this.schema = schema;
    }

    /** A connection of the owner's pool (5 in all): close it soon. */
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** A connection of one's own, for a lock that lives as long as it. */
    public Connection ownConnection() throws SQLException {
        return opener.open();
    }

    /** The schema that holds all tables. */
    public String schema() {
        return schema;
    }
}
