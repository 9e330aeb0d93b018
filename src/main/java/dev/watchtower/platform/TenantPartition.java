package dev.watchtower.platform;

import java.sql.SQLException;
import java.sql.Statement;

/** A partition of a table of business rows, under the same policy as its table. */
public final class TenantPartition {
    private TenantPartition() {}

    /**
     * Made as a table and attached: CREATE … PARTITION OF would wait for every reader, and hold all intake meanwhile.
     *
     * @param bounds as {@code pg_get_expr} writes them: FOR VALUES FROM … TO …
     */
    public static void attach(Statement statement, String table, String partition, String bounds) throws SQLException {
        var parent = statement.enquoteIdentifier(table, true);
        var name = statement.enquoteIdentifier(partition, true);
        statement.execute("create table " + name + " (like " + parent + " including all)");
        statement.execute("alter table " + name + " enable row level security");
        statement.execute("create policy tenant on " + name
                + " using (organization_id = (select nullif(current_setting('wt.organization', true), '')::uuid))");
        statement.execute("alter table " + parent + " attach partition " + name + " " + bounds);
    }
}
