package dev.watchtower.platform.web;

import dev.watchtower.platform.Addresses;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param port of the page and the API; 0 takes a free one
 * @param trustedProxies networks whose X-Forwarded headers are believed, with commas between
 * @param headersWithin so long a request's headers may take to come in
 * @param bodyGrace so long a body may take to come in beyond what {@link PacedHttp} allows for its size
 */
@Validated
@ConfigurationProperties("watchtower.server")
record ServerSettings(
        @Min(0) @Max(65_535) int port, String trustedProxies, Duration headersWithin, Duration bodyGrace) {
    @AssertTrue(message = "TRUSTED_PROXIES must be a list of networks such as 172.18.0.0/16, 203.0.113.7/32")
    boolean isEachProxyANetwork() {
        return Stream.of(trustedProxies.split(",")).map(String::strip).allMatch(Addresses::isNetwork);
    }
}
