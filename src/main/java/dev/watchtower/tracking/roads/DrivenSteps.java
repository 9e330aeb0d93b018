package dev.watchtower.tracking.roads;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What trucks newly drove, gathered in memory and stored in the transaction that keeps where it comes from; a job counts
 * it from there. Each step given adds one to the roads, so give each once. For one thread.
 */
public final class DrivenSteps {
    private static final long MOST_MILLIS = 90_000;
    private static final double MOST_METERS = 1_500;
    private static final int STEPS_PER_ROW = 1_024;

    /** @param sample whether the sample fleet drove them: these are counted beside the others */
    private record Whose(UUID organization, boolean sample) {}

    private final Map<Whose, List<ByteBuffer>> rows = new HashMap<>();

    /**
     * Adds the way between two fixes of a truck that follow each other, in milliseconds since 1970 and in 1e-7 degrees.
     * What tells too little of the way between them (over 90 seconds or 1.5 km), or leads nowhere, is left out.
     *
     * @param sample whether the sample fleet drove it
     */
    public void add(
            UUID organization,
            boolean sample,
            long fromMillis,
            int fromLatitudeE7,
            int fromLongitudeE7,
            long toMillis,
            int toLatitudeE7,
            int toLongitudeE7) {
        var millis = toMillis - fromMillis;
        var step = new Step(fromLatitudeE7, fromLongitudeE7, toLatitudeE7, toLongitudeE7);
        var meters = step.meters();
        if (millis > 0 && millis <= MOST_MILLIS && meters > 0 && meters <= MOST_METERS && step.isOnTheMap()) {
            step.pack(row(new Whose(organization, sample)));
        }
    }

    /** Adds what others hold. */
    public void addAll(DrivenSteps others) {
        others.rows.forEach((whose, rows) -> rows.forEach(row -> {
            for (var from = row.duplicate().flip(); from.hasRemaining(); ) {
                Step.unpack(from).pack(row(whose));
            }
        }));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Stores all that was added, with the connection's transaction, which must pass row-level security. */
    public void store(Connection connection) throws SQLException {
        if (isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(
                "insert into driven_steps (organization_id, sample, steps) values (?, ?, ?)")) {
            for (var whose : rows.entrySet()) {
                for (var row : whose.getValue()) {
                    insert.setObject(1, whose.getKey().organization());
                    insert.setBoolean(2, whose.getKey().sample());
                    insert.setBytes(3, packed(row));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private ByteBuffer row(Whose whose) {
        var its = rows.computeIfAbsent(whose, w -> new ArrayList<>());
        if (its.isEmpty() || its.getLast().position() == STEPS_PER_ROW * Step.BYTES) {
            its.add(ByteBuffer.allocate(16 * Step.BYTES));
        } else if (!its.getLast().hasRemaining()) {
            var full = its.removeLast();
            its.add(ByteBuffer.allocate(full.capacity() * 2).put(full.flip()));
        }
        return its.getLast();
    }

    private static byte[] packed(ByteBuffer row) {
        var bytes = new byte[row.position()];
        row.get(0, bytes);
        return bytes;
    }
}
