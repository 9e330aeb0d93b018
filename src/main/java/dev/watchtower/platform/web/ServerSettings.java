package dev.watchtower.platform.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param port of the page and the API; 0 takes a free one */
@Validated
@ConfigurationProperties("watchtower.server")
record ServerSettings(@Min(0) @Max(65_535) int port) {}
