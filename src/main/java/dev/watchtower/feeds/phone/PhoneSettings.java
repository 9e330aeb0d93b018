package dev.watchtower.feeds.phone;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param plainAddress whether phones may come without a token while there is one organization
 * @param requestsPerSecond of one phone in the long run
 */
@Validated
@ConfigurationProperties("watchtower.phones")
record PhoneSettings(
        boolean plainAddress, @Min(1) @Max(1_000) int requestsPerSecond) {}
