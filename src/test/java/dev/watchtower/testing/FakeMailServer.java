package dev.watchtower.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A mail server that takes nothing: it hangs, or answers as it is told to (RFC 5321). */
public final class FakeMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final UnaryOperator<String> answers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread listener;
    private final AtomicInteger connections = new AtomicInteger();

    private FakeMailServer(int port, UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener = Thread.startVirtualThread(this::listen);
    }

    /** Takes connections and says nothing. */
    public static FakeMailServer hanging(int port) {
        return new FakeMailServer(port, command -> "");
    }

    /** Says this of each recipient. */
    public static FakeMailServer sayingOfRecipients(int port, String answer) {
        return new FakeMailServer(port, command -> switch (command.split("[ :]")[0]) {
            case "" -> "220 fake";
            case "RCPT" -> answer;
            case "QUIT" -> "221 bye";
            default -> "250 fine";
        });
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many are connected now. */
    public int open() {
        return open.size();
    }

    /** How many ever were. */
    public int connections() {
        return connections.get();
    }

    /** When this returns the port is free. */
    @Override
    public void close() {
        try {
            socket.close();
            listener.join();
            for (var one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                connections.incrementAndGet();
                open.add(client);
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var command = ""; command != null; command = in.readLine()) {
                var answer = answers.apply(command);
                if (!answer.isEmpty()) {
                    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // gone
        } finally {
            open.remove(client);
        }
    }
}
