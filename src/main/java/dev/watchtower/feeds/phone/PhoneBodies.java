package dev.watchtower.feeds.phone;

import dev.watchtower.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.http.HttpStatus;

/** Reads the bodies of phones' requests. Anyone may send one, so no more memory is given to them than this says. */
final class PhoneBodies {
    static final int LARGE_AT_ONCE = 4;
    static final int MOST_BYTES = 2 << 20;
    /** What is shorter needs no turn: phones on slow lines, with a message or a few, never wait for one another. */
    static final int SMALL_BYTES = 16 << 10;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore turns = new Semaphore(LARGE_AT_ONCE);

    /**
     * What the parser makes of the body.
     *
     * @throws Problem 413 for more than 2 MB; 503 while as many large ones are being read as may be
     */
    <T> T read(InputStream body, Function<byte[], T> parser) throws IOException {
        var start = body.readNBytes(SMALL_BYTES);
        if (start.length < SMALL_BYTES) {
            return parser.apply(start);
        }
        if (!turns.tryAcquire()) {
            throw Problem.unavailable("Many phones send long lists just now. Send this one again.", RETRY_AFTER, null);
        }
        try {
            return parser.apply(whole(start, body));
        } finally {
            turns.release();
        }
    }

    private static byte[] whole(byte[] start, InputStream rest) throws IOException {
        var bytes = new SequenceInputStream(new ByteArrayInputStream(start), rest).readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "The body is larger than " + (MOST_BYTES >> 20) + " MB: send it in parts.");
        }
        return bytes;
    }
}
