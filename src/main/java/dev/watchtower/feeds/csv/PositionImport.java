package dev.watchtower.feeds.csv;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read into the positions, as stored; what became of its lines is in the intake's ledger of the same id.
 *
 * @param timeZone IANA name, of times that carry none
 * @param readBytes of the file as uploaded
 * @param failure why it failed, a sentence for its owner
 */
record PositionImport(
        UUID id,
        String fileName,
        long sizeBytes,
        Status status,
        boolean createTrucks,
        Columns columns,
        @Nullable String timeZone,
        long readBytes,
        int createdTrucks,
        @Nullable String failure,
        @Nullable Instant finishedAt,
        Instant createdAt) {

    enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        boolean ended() {
            return switch (this) {
                case QUEUED, RUNNING -> false;
                case DONE, FAILED, CANCELLED -> true;
            };
        }
    }
}
