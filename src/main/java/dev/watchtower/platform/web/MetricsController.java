package dev.watchtower.platform.web;

import dev.watchtower.platform.Problem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The program's figures in the form that Prometheus reads, for whoever has the token. */
@Hidden
@RestController
class MetricsController {
    private final PrometheusMeterRegistry registry;
    private final MetricsSettings settings;

    MetricsController(PrometheusMeterRegistry registry, MetricsSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    String metrics(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        if (settings.token().isBlank()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "metrics-off", "Metrics are off: set METRICS_TOKEN.");
        }
        if (!same("Bearer " + settings.token(), authorization == null ? "" : authorization)) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "Send the METRICS_TOKEN as a bearer token.");
        }
        return registry.scrape();
    }

    /** In a time that tells nothing about where the two differ. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
