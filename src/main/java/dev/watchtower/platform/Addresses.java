package dev.watchtower.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Internet addresses, and who is behind them. */
public final class Addresses {
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV4_NETWORK_BYTES = 3;

    private Addresses() {}

    /** The one who asks: an IPv4 address, or the /64 of an IPv6 one, which a single household or host has to itself. */
    public static String one(String address) {
        return prefix(address, Integer.BYTES, IPV6_NETWORK_BYTES);
    }

    /** The network of the one who asks: the /24 of an IPv4 address, the /64 of an IPv6 one. */
    public static String network(String address) {
        return prefix(address, IPV4_NETWORK_BYTES, IPV6_NETWORK_BYTES);
    }

    /** Whether the text is a network in CIDR's form, such as {@code 172.18.0.0/16}. */
    public static boolean isNetwork(String text) {
        var parts = text.split("/", -1);
        try {
            var bits = InetAddress.ofLiteral(parts[0]).getAddress().length * Byte.SIZE;
            return parts.length == 2 && Integer.parseUnsignedInt(parts[1]) <= bits;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the address is this machine's own. */
    public static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String prefix(String address, int ipv4Bytes, int ipv6Bytes) {
        try {
            var literal = InetAddress.ofLiteral(address); // asks no name server, whatever a proxy's header said
            var kept = literal instanceof Inet4Address ? ipv4Bytes : ipv6Bytes;
            var bytes = literal.getAddress();
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "unknown";
        }
    }
}
