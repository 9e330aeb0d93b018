package dev.watchtower.platform.web;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param token who reads the metrics sends it; blank: nobody can */
@Validated
@ConfigurationProperties("watchtower.metrics")
record MetricsSettings(
        @Pattern(regexp = "|\\S{16,}", message = "must have at least 16 characters, none of them blank")
        String token) {}
