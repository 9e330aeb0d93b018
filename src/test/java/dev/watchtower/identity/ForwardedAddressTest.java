package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Skip;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Whoever is no trusted proxy cannot say that he comes from elsewhere. */
@ServerTest
@TestPropertySource(
        properties = {
            "watchtower.security.environment=production",
            "watchtower.security.secret-key=0123456789abcdef0123456789abcdef",
            "watchtower.rate-limits.address-per-minute=5"
        })
class ForwardedAddressTest {
    @Autowired
    Server server;

    @Test
    void anotherMachineIsNotBelieved() throws SocketException {
        var address = ownAddress();
        Skip.unless(address.isPresent(), "this machine has no address but its own loopback");
        var far = Client.of("http://" + address.get().getHostAddress() + ":" + server.port());
        var answer = far.form(
                "/api/v1/auth/token",
                Map.of("grant_type", "password", "username", "admin", "password", Server.PASSWORD),
                "X-Forwarded-For",
                "127.0.0.1",
                "X-Forwarded-Proto",
                "https");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.type()).isEqualTo("urn:watchtower:line-not-private");
    }

    @Test
    void behindATrustedProxyTheLastAddressCountsNotWhatItsSenderPutBefore() {
        var client = server.anonymous();
        for (int i = 0; i < 10; i++) {
            var answer = client.form(
                    "/api/v1/auth/token",
                    Map.of("grant_type", "refresh_token"),
                    "X-Forwarded-For",
                    "198.51.100." + i + ", 203.0.113.9",
                    "X-Forwarded-Proto",
                    "https");
            assertThat(answer.status()).isEqualTo(i < 5 ? 401 : 429);
        }
    }

    private static Optional<InetAddress> ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }
}
