package dev.watchtower.platform.backup;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The key that encrypts backups: 256 random bits. */
final class BackupKey {
    private static final int CIPHER_KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int ID_LENGTH = 8;

    private final byte[] bytes;

    private BackupKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws BackupFailure when none is set */
    static BackupKey of(BackupSettings settings) {
        if (settings.key().isBlank()) {
            throw new BackupFailure(
                    "Backups are encrypted, and BACKUP_KEY is not set. Make a key with: openssl rand -base64 32\n"
                            + "Keep it where the backups are not: without it nobody can read them, you neither.",
                    null);
        }
        return new BackupKey(Base64.getDecoder().decode(settings.key()));
    }

    /** Tells one key from another, and tells nothing of it. */
    String id() {
        var digest = Sha256.digest();
        digest.update("watchtower backup key".getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return Sha256.hex(digest).substring(0, ID_LENGTH);
    }

    /** AES-256-GCM in segments of 1 MiB, each of which knows its place and whether it is the last. */
    StreamingAead cipher() {
        try {
            return new AesGcmHkdfStreaming(bytes, "HmacSha256", CIPHER_KEY_BYTES, SEGMENT_BYTES, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
