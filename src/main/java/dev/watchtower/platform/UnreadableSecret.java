package dev.watchtower.platform;

/** A secret that lies encrypted cannot be read: its key is none of ours, or it was changed or put elsewhere. */
public final class UnreadableSecret extends RuntimeException {
    public UnreadableSecret(String message, Throwable cause) {
        super(message, cause);
    }
}
