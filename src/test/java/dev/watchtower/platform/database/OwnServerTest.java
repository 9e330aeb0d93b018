package dev.watchtower.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.testing.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OwnServerTest {
    /** Longer than a test may take. */
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aServerThatComesUpLaterIsWaitedFor() throws Exception {
        try (var server = new Relay(2, answer -> answer)) {
            assertThatCode(() -> OwnServer.await(server.address(), LONG)).doesNotThrowAnyException();
        }
    }

    @Test
    void aServerThatStaysAwayIsNamedWithoutItsPassword() throws Exception {
        try (var server = new Relay(Integer.MAX_VALUE, answer -> answer)) {
            var address = server.address().loginAs("me", "very secret");
            assertThatThrownBy(() -> OwnServer.await(address, Duration.ZERO))
                    .isInstanceOf(DatabaseStartFailure.class)
                    .hasMessageContaining("PostgreSQL at " + address.shown() + " cannot be used")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void whatWaitingDoesNotMendIsSaidAtOnce() {
        var address = DatabaseAddress.ofHost("localhost", TestPostgres.port(), "nowhere")
                .loginAs("postgres", "");
        assertThatThrownBy(() -> OwnServer.await(address, LONG))
                .isInstanceOf(DatabaseStartFailure.class)
                .hasMessageContaining("\"nowhere\" does not exist");
    }

    @Test
    void aServerOlderThanPostgreSql15IsRefused() throws Exception {
        UnaryOperator<String> aged = answer -> answer.replaceFirst("server_version\0\\d+", "server_version\00014");
        try (var server = new Relay(0, aged)) {
            assertThatThrownBy(() -> OwnServer.await(server.address(), LONG))
                    .isInstanceOf(DatabaseStartFailure.class)
                    .hasMessageContaining("is version 14")
                    .hasMessageContaining("needs 15 or newer");
        }
    }

    /** Stands before the server: hangs up on the first who connect, and may change what the server answers. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0);
        private final UnaryOperator<String> change;

        Relay(int hangUps, UnaryOperator<String> change) throws IOException {
            this.change = change;
            Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < hangUps; i++) {
                        door.accept().close();
                    }
                    while (true) {
                        relay(door.accept(), new Socket("localhost", TestPostgres.port()));
                    }
                } catch (IOException e) {
                    // closed
                }
            });
        }

        DatabaseAddress address() {
            return DatabaseAddress.ofHost("localhost", door.getLocalPort(), "postgres")
                    .loginAs("postgres", "");
        }

        private void relay(Socket client, Socket server) {
            Thread.startVirtualThread(() -> pump(client, server, request -> request));
            Thread.startVirtualThread(() -> pump(server, client, change));
        }

        private static void pump(Socket from, Socket to, UnaryOperator<String> change) {
            var bytes = new byte[1 << 16];
            try (from;
                    to) {
                for (int read = from.getInputStream().read(bytes);
                        read > 0;
                        read = from.getInputStream().read(bytes)) {
                    var text = change.apply(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
                    to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                // one of them has hung up
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
