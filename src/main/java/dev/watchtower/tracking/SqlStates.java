package dev.watchtower.tracking;

import java.sql.SQLException;
import java.util.Set;

/** What a fault of the database means (PostgreSQL manual, appendix A). */
final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Connection faults, lack of resources, an operator's intervention, a fault of the system. */
    private static final Set<String> NOT_THE_STATEMENTS_FAULT = Set.of("08", "53", "57", "58");

    private SqlStates() {}

    static boolean isUniqueViolation(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    static boolean isConnectionLost(SQLException e) {
        return e.getSQLState() == null
                || NOT_THE_STATEMENTS_FAULT.contains(e.getSQLState().substring(0, 2));
    }
}
