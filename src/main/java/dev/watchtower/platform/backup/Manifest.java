package dev.watchtower.platform.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds; its first entry.
 *
 * @param program the version of the Watchtower that made it
 * @param schemaVersion the newest migration that the tables have seen
 * @param tables in the order of their entries
 */
record Manifest(
        String program,
        String postgres,
        Instant takenAt,
        String schemaVersion,
        List<Table> tables,
        List<Sequence> sequences) {
    static final String ENTRY = "manifest.json";

    /** @param columns those that are stored, not those that are computed from others */
    record Table(
            String name, List<String> columns, @Nullable Partition partition) {
        String entry() {
            return "tables/" + name;
        }
    }

    /** @param bounds as PostgreSQL writes them: FOR VALUES FROM … TO … */
    record Partition(String of, String bounds) {}

    /** @param called whether the next value is the one after {@code value}, or that itself */
    record Sequence(String name, long value, boolean called) {}
}
