package dev.watchtower.platform.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message says what to do about it. */
public class DatabaseStartFailure extends RuntimeException {
    DatabaseStartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
