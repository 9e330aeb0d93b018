package dev.watchtower.tracking;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stored fixes that the clock has not reached. So many are held; of trucks that have more, only when the first of them
 * comes due is known: these are then read from the table. For one thread.
 */
final class FixesAhead {
    static final int MOST_HELD = 100_000;

    /** What comes due: a fix, or a truck of which some are in store. */
    record Due(long at, UUID truck, @Nullable Fix fix) {}

    private static final Comparator<Due> ORDER =
            Comparator.comparingLong(Due::at).thenComparing(Due::truck).thenComparing(due -> due.fix() == null);

    private final int mostHeld;
    private final NavigableSet<Due> fixes = new TreeSet<>(ORDER);
    private final NavigableSet<Due> marks = new TreeSet<>(ORDER);
    private final Map<UUID, Due> marked = new HashMap<>();

    FixesAhead(int mostHeld) {
        this.mostHeld = mostHeld;
    }

    void add(Fix fix) {
        var at = fix.recordedAt().toEpochMilli();
        if (fixes.size() < mostHeld) {
            fixes.add(new Due(at, fix.truck(), fix));
        } else {
            mark(at, fix.truck());
        }
    }

    /** The truck has a fix of this time in store that is not held here. */
    void mark(long at, UUID truck) {
        var before = marked.get(truck);
        if (before == null || at < before.at()) {
            var mark = new Due(at, truck, null);
            marked.put(truck, mark);
            marks.add(mark);
            if (before != null) {
                marks.remove(before);
            }
        }
    }

    /** The earliest that the clock has reached, which is then forgotten; null when there is none. */
    @Nullable
    Due next(long now) {
        var due = earliest();
        if (due == null || due.at() > now) {
            return null;
        }
        if (due.fix() == null) {
            marks.remove(due);
            marked.remove(due.truck());
        } else {
            fixes.remove(due);
        }
        return due;
    }

    void forget(Set<UUID> trucks) {
        fixes.removeIf(due -> trucks.contains(due.truck()));
        marks.removeIf(due -> trucks.contains(due.truck()));
        marked.keySet().removeAll(trucks);
    }

    void clear() {
        fixes.clear();
        marks.clear();
        marked.clear();
    }

    private @Nullable Due earliest() {
        if (fixes.isEmpty() || marks.isEmpty()) {
            return fixes.isEmpty() ? (marks.isEmpty() ? null : marks.first()) : fixes.first();
        }
        return ORDER.compare(fixes.first(), marks.first()) <= 0 ? fixes.first() : marks.first();
    }
}
