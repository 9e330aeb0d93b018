package dev.watchtower.tracking;

import java.util.List;

/**
 * Fixes, and beside them their rows of the table as PostgreSQL copies them in. Made by the thread that brings the fixes,
 * because the one that commits is everyone's.
 */
final class FixRows {
    static final String COLUMNS = "truck_id, recorded_at, organization_id, received_at, latitude, longitude,"
            + " speed_kph, heading_degrees, ignition, odometer_km, accuracy_meters, source, late_stamp";
    private static final int COLUMN_COUNT = 13;
    private static final int BYTES_A_ROW = 160;

    private final List<Fix> fixes;
    private final CopyRows rows;
    private final int[] ends;

    FixRows(List<Fix> fixes) {
        this.fixes = fixes;
        rows = new CopyRows(fixes.size() * BYTES_A_ROW);
        ends = new int[fixes.size()];
        for (int i = 0; i < ends.length; i++) {
            columns(rows.row(COLUMN_COUNT), fixes.get(i)).absent();
            ends[i] = rows.length();
        }
    }

    List<Fix> fixes() {
        return fixes;
    }

    /** Adds the rows of the fixes from one index up to another one, which is left out. */
    void addTo(CopyRows all, int from, int to) {
        all.add(rows, from == 0 ? 0 : ends[from - 1], ends[to - 1]);
    }

    /** Adds a late fix's row, with the stamp of its commit, and one more column with its place among the staged. */
    static void addLate(CopyRows staged, Fix fix, long stamp, int place) {
        columns(staged.row(COLUMN_COUNT + 1), fix).int8(stamp).int4(place);
    }

    /** As {@link #addLate}, of one that is not late. */
    static void addStaged(CopyRows staged, Fix fix, int place) {
        columns(staged.row(COLUMN_COUNT + 1), fix).absent().int4(place);
    }

    private static CopyRows columns(CopyRows rows, Fix fix) {
        return rows.uuid(fix.truck())
                .time(fix.recordedAt())
                .uuid(fix.organization())
                .time(fix.receivedAt())
                .float8(fix.point().latitude())
                .float8(fix.point().longitude())
                .float4(fix.speedKph())
                .float4(fix.headingDegrees())
                .bool(fix.ignition())
                .float8(fix.odometerKm())
                .float4(fix.accuracyMeters())
                .int2(fix.source().code());
    }
}
