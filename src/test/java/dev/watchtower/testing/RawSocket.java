package dev.watchtower.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A watcher of /ws/trucks that reads only when it is told to, so that the server's frames pile up before it. */
public final class RawSocket implements AutoCloseable {
    private static final int CLOSE = 8;
    private static final int SMALL_BUFFER = 4_096;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    public RawSocket(Client client) {
        var ticket =
                client.post("/api/v1/auth/ws-ticket", "").json().get("ticket").asString();
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER); // before it connects, or the kernel makes it larger
            socket.connect(
                    new InetSocketAddress("localhost", URI.create(client.url()).getPort()));
            in = new DataInputStream(socket.getInputStream());
            var request = "GET /ws/trucks?ticket=" + ticket + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            while (!answer.toString().endsWith("\r\n\r\n")) {
                answer.append((char) in.readUnsignedByte());
            }
            if (!answer.toString().startsWith("HTTP/1.1 101")) {
                throw new IllegalStateException(answer.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a short text; whether the connection still takes it. */
    public boolean send(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[6 + bytes.length]; // a mask of zeros changes nothing
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        try {
            socket.getOutputStream().write(frame);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads to the end; the code of the close frame, or 1006 where the connection ends without one. */
    public int readToTheEnd() throws IOException {
        try {
            while (true) {
                var opcode = in.readUnsignedByte() & 15;
                long length = in.readUnsignedByte();
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                if (opcode == CLOSE) {
                    return in.readUnsignedShort();
                }
                in.skipNBytes(length);
            }
        } catch (EOFException | SocketException e) {
            return 1006;
        }
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
