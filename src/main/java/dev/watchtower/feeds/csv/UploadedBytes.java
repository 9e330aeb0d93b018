package dev.watchtower.feeds.csv;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What an uploaded file holds: gzip, told by its first two bytes, is unpacked on the way. */
final class UploadedBytes extends FilterInputStream {
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final long MOST_TIMES = 200;

    private final Counting uploaded;
    private long count;

    private UploadedBytes(InputStream in, Counting uploaded) {
        super(in);
        this.uploaded = uploaded;
    }

    /** @throws IOException also where the file says gzip and is not */
    static UploadedBytes of(InputStream content) throws IOException {
        var uploaded = new Counting(content);
        try {
            var buffered = new BufferedInputStream(uploaded, BUFFER_BYTES);
            buffered.mark(2);
            var magic = buffered.read() | buffered.read() << 8;
            buffered.reset();
            return new UploadedBytes(
                    magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered, uploaded);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    static UploadedBytes open(Path path) throws IOException {
        return of(Files.newInputStream(path));
    }

    /** How many bytes of the file, as it was uploaded, were read so far. */
    long readBytes() {
        return uploaded.count;
    }

    /** @throws IOException also where a file unpacks to far more than positions ever do */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        count += Math.max(0, read);
        if (count > ALWAYS_ALLOWED && count > uploaded.count * MOST_TIMES) {
            throw new IOException("it unpacks to more than " + MOST_TIMES + " times its size");
        }
        return read;
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
