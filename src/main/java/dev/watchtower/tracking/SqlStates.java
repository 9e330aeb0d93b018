package dev.watchtower.tracking;

import java.sql.SQLException;
import java.util.Set;

/** What a fault of the database means (PostgreSQL manual, appendix A). */
final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Connection faults, a server that only reads, rollbacks, lack of resources, busy objects, an operator's intervention, a fault of the system. */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

    private SqlStates() {}

    static boolean isUniqueViolation(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** Not the statement's fault: the same may succeed later. */
    static boolean isPassing(SQLException e) {
        return e.getSQLState() == null || PASSING.contains(e.getSQLState().substring(0, 2));
    }
}
