package dev.watchtower.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param addressPerMinute requests that are taken of one address without a valid token, and of one that opens a share link
 * @param userPerMinute requests that are taken of one who is signed in
 */
@Validated
@ConfigurationProperties("watchtower.rate-limits")
record RateLimitSettings(
        @Min(1) @Max(1_000_000) int addressPerMinute,
        @Min(1) @Max(1_000_000) int userPerMinute) {}
