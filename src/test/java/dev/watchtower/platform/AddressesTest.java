package dev.watchtower.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9, 203.0.113.0",
        "::ffff:203.0.113.9, 203.0.113.9, 203.0.113.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0, 2001:db8:1:2:0:0:0:0",
        "unknown.example.org, unknown, unknown",
        "'', unknown, unknown"
    })
    void whoIsBehindAnAddress(String address, String one, String network) {
        assertThat(Addresses.one(address)).isEqualTo(one);
        assertThat(Addresses.network(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.18.0.0/16", "203.0.113.7/32", "::1/128", "fc00::/7", "0.0.0.0/0"})
    void isANetwork(String text) {
        assertThat(Addresses.isNetwork(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"172.18.0.0", "172.18.0.0/33", "proxy.example.org/24", "1.2.3.4/x", "1.2.3.4/8/8", "", "/8"})
    void isNone(String text) {
        assertThat(Addresses.isNetwork(text)).isFalse();
    }

    @Test
    void thisMachine() {
        assertThat(Addresses.isLoopback("127.0.0.1")).isTrue();
        assertThat(Addresses.isLoopback("0:0:0:0:0:0:0:1")).isTrue();
        assertThat(Addresses.isLoopback("localhost")).isFalse();
        assertThat(Addresses.isLoopback("203.0.113.9")).isFalse();
    }
}
