package dev.watchtower.feeds.csv;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The first part of a file, unpacked.
 *
 * @param cut whether more follows, or would if what was sent were not a part itself
 */
record Beginning(byte[] bytes, boolean cut) {
    private static final int MOST_BYTES = 256 << 10;

    /** @throws IOException also where the file says gzip and is not; a gzip file that is only cut short is no fault */
    static Beginning of(InputStream content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8 << 10];
        try {
            var upload = UploadedBytes.of(content);
            while (bytes.size() < MOST_BYTES) {
                var read = upload.read(buffer, 0, Math.min(buffer.length, MOST_BYTES - bytes.size()));
                if (read < 0) {
                    return new Beginning(bytes.toByteArray(), false);
                }
                bytes.write(buffer, 0, read);
            }
        } catch (EOFException e) {
            return new Beginning(bytes.toByteArray(), true);
        }
        return new Beginning(bytes.toByteArray(), true);
    }

    /** @throws IOException where it holds no line of text */
    CsvFile csv() throws IOException {
        var text = new ByteArrayInputStream(bytes);
        return cut ? CsvFile.ofBeginning(text) : CsvFile.of(text);
    }
}
