package dev.watchtower.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;

/**
 * What is around a backup's content: one line that says what the file is and which key opens it, then the content,
 * encrypted, with that line as associated data.
 */
final class Envelope {
    private static final String FORMAT = "watchtower-backup 1";
    private static final Pattern LINE = Pattern.compile("(watchtower-backup \\d+) key=([0-9a-f]{8})\n");
    private static final int LONGEST_LINE = 64;

    private Envelope() {}

    /** Where to write the content; what is written is a whole backup only once this is closed. */
    static OutputStream around(OutputStream file, BackupKey key) throws IOException {
        var line = (FORMAT + " key=" + key.id() + "\n").getBytes(StandardCharsets.US_ASCII);
        file.write(line);
        try {
            return key.cipher().newEncryptingStream(file, line);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The content. Reading it throws an {@link IOException} where it was changed or cut off.
     *
     * @throws BackupFailure when this is no backup that this program and this key can open
     */
    static InputStream open(InputStream file, BackupKey key) throws IOException {
        var line = firstLine(file);
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new BackupFailure("This file is not a backup of Watchtower.", null);
        }
        if (!parts.group(1).equals(FORMAT)) {
            throw new BackupFailure("This backup was made by a newer Watchtower. Restore it with that one.", null);
        }
        if (!parts.group(2).equals(key.id())) {
            throw new BackupFailure(
                    "This backup was made with another key: with the one of id " + parts.group(2)
                            + ", while that of BACKUP_KEY is " + key.id() + ".",
                    null);
        }
        try {
            return key.cipher().newDecryptingStream(file, line.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstLine(InputStream file) throws IOException {
        var line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            var next = file.read();
            if (next < 0) {
                break;
            }
            line.append((char) next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString();
    }
}
