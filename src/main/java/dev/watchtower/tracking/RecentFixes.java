package dev.watchtower.tracking;

import org.jspecify.annotations.Nullable;

/** A truck's newest fix and the one before it, in whatever order they came. */
record RecentFixes(Fix newest, @Nullable Fix previous) {
    RecentFixes with(Fix fix) {
        if (fix.isLaterThan(newest)) {
            return new RecentFixes(fix, newest);
        }
        if (newest.isLaterThan(fix) && fix.isLaterThan(previous)) {
            return new RecentFixes(newest, fix);
        }
        return this;
    }

    static RecentFixes with(@Nullable RecentFixes recent, Fix fix) {
        return recent == null ? new RecentFixes(fix, null) : recent.with(fix);
    }

    Derived motion() {
        return Derived.of(newest, previous);
    }
}
