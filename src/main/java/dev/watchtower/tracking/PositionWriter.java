package dev.watchtower.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes fixes into the table within a transaction of the recorder's. What is newer than all that is stored of its truck
 * is copied straight in; only what may be a repeat takes the slower way through a staging table.
 */
@Component
class PositionWriter {
    private record Key(UUID truck, Instant recordedAt) {}

    /**
     * What a write did. Fixes are named by their index, counted through all that were given.
     *
     * @param stored the fixes that were not stored before
     * @param late those stored that were not newer than all that was stored of their truck before; their trucks are
     *     marked for it
     * @param newest of each truck that got a newer fix than it had
     * @param inOrder whether each was newer than all of its truck before it
     */
    record Written(BitSet stored, BitSet late, Map<UUID, Instant> newest, boolean inOrder) {}

    /** What is to be written, sorted by its way. */
    private static final class Sorted {
        final BitSet stored = new BitSet();
        final BitSet perhapsRepeated = new BitSet();
        final BitSet perhapsLate = new BitSet();
        final Map<UUID, Instant> newest = new HashMap<>();
    }

    private final NewestStored newest;
    private final ErasedTrucks erased;
    /** Of the write under way; only the recorder's thread writes. */
    private final CopyRows fresh = new CopyRows(1 << 20);

    PositionWriter(NewestStored newest, ErasedTrucks erased) {
        this.newest = newest;
        this.erased = erased;
    }

    /**
     * @param trustful whether to believe what is known of the newest stored fixes; else everything may be a repeat
     * @param stamp of this commit
     */
    Written write(Connection connection, List<FixRows> batches, boolean trustful, long stamp) throws SQLException {
        newest.know(connection, batches);
        fresh.clear();
        var sorted = sort(batches, trustful);
        if (fresh.length() > 0) {
            fresh.copy(connection, "copy vehicle_positions (" + FixRows.COLUMNS + ") from stdin (format binary)");
        }
        var inOrder = sorted.perhapsRepeated.isEmpty();
        if (!inOrder) {
            var fixes = new ArrayList<Fix>();
            batches.forEach(batch -> fixes.addAll(batch.fixes()));
            storeUnlessRepeated(connection, fixes, sorted, stamp);
            sorted.perhapsLate.and(sorted.stored);
            ProgressWriter.markLate(
                    connection, sorted.perhapsLate.stream().mapToObj(fixes::get).toList());
        }
        return new Written(sorted.stored, sorted.perhapsLate, sorted.newest, inOrder);
    }

    private Sorted sort(List<FixRows> batches, boolean trustful) {
        var sorted = new Sorted();
        var index = 0;
        for (var batch : batches) {
            var fixes = batch.fixes();
            var freshFrom = 0;
            for (int i = 0; i < fixes.size(); i++, index++) {
                var fix = fixes.get(i);
                if (erased.has(fix.truck())) {
                    addFresh(batch, freshFrom, i);
                    freshFrom = i + 1;
                    continue;
                }
                var storedBefore = newest.of(fix.truck());
                var before = sorted.newest.getOrDefault(fix.truck(), storedBefore);
                var isNewest = fix.recordedAt().isAfter(before);
                if (isNewest) {
                    sorted.newest.put(fix.truck(), fix.recordedAt());
                }
                if (isNewest && trustful) {
                    sorted.stored.set(index);
                } else {
                    addFresh(batch, freshFrom, i);
                    freshFrom = i + 1;
                    sorted.perhapsRepeated.set(index);
                    sorted.perhapsLate.set(index, !fix.recordedAt().isAfter(storedBefore));
                }
            }
            addFresh(batch, freshFrom, fixes.size());
        }
        return sorted;
    }

    private void addFresh(FixRows batch, int from, int to) {
        if (from < to) {
            batch.addTo(fresh, from, to);
        }
    }

    private static void storeUnlessRepeated(Connection connection, List<Fix> fixes, Sorted sorted, long stamp)
            throws SQLException {
        var rows = new CopyRows(16 << 10);
        var staged = sorted.perhapsRepeated.stream().toArray();
        for (int place = 0; place < staged.length; place++) {
            var fix = fixes.get(staged[place]);
            if (sorted.perhapsLate.get(staged[place])) {
                FixRows.addLate(rows, fix, stamp, place);
            } else {
                FixRows.addStaged(rows, fix, place);
            }
        }
        var inserted = new HashSet<Key>();
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table if not exists position_staging (like vehicle_positions, place int)
                    on commit delete rows""");
            rows.copy(connection, "copy position_staging (" + FixRows.COLUMNS + ", place) from stdin (format binary)");
            var keys = statement.executeQuery("insert into vehicle_positions (" + FixRows.COLUMNS + ") select "
                    + FixRows.COLUMNS
                    + " from position_staging order by place on conflict do nothing returning truck_id, recorded_at");
            while (keys.next()) {
                inserted.add(new Key(
                        keys.getObject(1, UUID.class),
                        keys.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }
        // Of repeats among these, the first was inserted.
        for (var index : staged) {
            var fix = fixes.get(index);
            sorted.stored.set(index, inserted.remove(new Key(fix.truck(), fix.recordedAt())));
        }
    }
}
