package dev.watchtower.platform.backup;

import java.util.List;

/** What was written of each table; a backup's last entry, which only a whole one has. */
record Totals(List<Total> tables) {
    static final String ENTRY = "totals.json";

    /** @param sha256 of the rows as they were written, in hexadecimal digits */
    record Total(String table, long rows, String sha256) {}

    long rows() {
        return tables.stream().mapToLong(Total::rows).sum();
    }
}
