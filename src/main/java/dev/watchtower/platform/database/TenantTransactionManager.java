package dev.watchtower.platform.database;

import dev.watchtower.platform.Tenancy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Begins a transaction only for an organization, which it tells the database first: the policies go by it. */
class TenantTransactionManager extends JdbcTransactionManager {
    TenantTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        try (var statement = connection.prepareStatement("select set_config('wt.organization', ?, true)")) {
            statement.setString(1, Tenancy.organization().toString());
            statement.execute();
        }
    }

    /** What a lost connection had under way the database undoes itself; the fault to tell is the one before. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (TransactionSystemException | DataAccessException e) {
            if (!isLost(status)) {
                throw e;
            }
        }
    }

    private static boolean isLost(DefaultTransactionStatus status) {
        try {
            return ((JdbcTransactionObjectSupport) status.getTransaction())
                    .getConnectionHolder()
                    .getConnection()
                    .isClosed();
        } catch (SQLException e) {
            return false;
        }
    }
}
