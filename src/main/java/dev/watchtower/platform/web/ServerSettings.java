package dev.watchtower.platform.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param port of the page and the API; 0 takes a free one
 * @param headersWithin so long a request's headers may take to come in
 * @param bodyGrace so long a body may take to come in beyond what {@link PacedHttp} allows for its size
 */
@Validated
@ConfigurationProperties("watchtower.server")
record ServerSettings(@Min(0) @Max(65_535) int port, Duration headersWithin, Duration bodyGrace) {}
