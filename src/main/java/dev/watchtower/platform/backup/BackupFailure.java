package dev.watchtower.platform.backup;

import org.jspecify.annotations.Nullable;

/** A backup cannot be made or restored; the message says why, and what to do about it. */
class BackupFailure extends RuntimeException {
    BackupFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
