package dev.watchtower.tracking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param framesPerSecond how often at most a watcher is sent changes */
@Validated
@ConfigurationProperties("watchtower.live")
record LiveSettings(@Min(1) @Max(50) int framesPerSecond) {}
