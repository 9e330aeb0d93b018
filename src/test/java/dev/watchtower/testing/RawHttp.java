package dev.watchtower.testing;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test says byte for byte what is sent, as no decent client would. */
public final class RawHttp implements AutoCloseable {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final Socket socket = new Socket();
    private final PushbackInputStream in;

    public RawHttp(int port) {
        try {
            socket.connect(new InetSocketAddress("localhost", port));
            socket.setSoTimeout((int) LONGEST_SILENCE.toMillis());
            in = new PushbackInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server still takes it. */
    public boolean send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public boolean send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the server has closed the connection, or an answer is there; does not wait. */
    public boolean isAnsweredOrClosed() {
        try {
            socket.setSoTimeout(1);
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** All that the server sends until it closes the connection; empty where it closes without a word. */
    public String readToTheEnd() {
        var text = new StringBuilder();
        try {
            socket.setSoTimeout((int) LONGEST_SILENCE.toMillis());
            for (int one = in.read(); one >= 0; one = in.read()) {
                text.append((char) one);
            }
        } catch (SocketException e) {
            return text.toString(); // reset after its last word
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
