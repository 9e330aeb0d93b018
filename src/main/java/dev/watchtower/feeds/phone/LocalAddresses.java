package dev.watchtower.feeds.phone;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Under which addresses the other machines of a local network may reach this one. */
@Component
class LocalAddresses {
    private static final Logger log = LoggerFactory.getLogger(LocalAddresses.class);
    /** Networks of containers and virtual machines, which no phone is in. */
    private static final Pattern INSIDE = Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|cni|podman).*");

    private final boolean answersPlainHttp;

    LocalAddresses(@Value("${watchtower.security.environment}") String environment) {
        answersPlainHttp = !environment.equalsIgnoreCase("production");
    }

    /** Addresses such as {@code http://192.168.1.20:8080}; none where plain HTTP is refused from other machines. */
    List<String> at(int port) {
        try {
            return answersPlainHttp
                    ? NetworkInterface.networkInterfaces()
                            .filter(LocalAddresses::isOfANetwork)
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                            .map(address -> "http://" + address.getHostAddress() + ":" + port)
                            .sorted()
                            .toList()
                    : List.of();
        } catch (SocketException e) {
            log.debug("no_local_addresses cause={}", e.toString());
            return List.of();
        }
    }

    private static boolean isOfANetwork(NetworkInterface one) {
        try {
            return one.isUp()
                    && !one.isLoopback()
                    && !one.isPointToPoint()
                    && !INSIDE.matcher(one.getName()).matches();
        } catch (SocketException e) {
            return false;
        }
    }
}
