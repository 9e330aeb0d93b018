package dev.watchtower.tracking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param retentionMonths for how many months positions are kept, and how old a new one may be
 * @param intakePerSecond how many are taken of one organization in the long run; 0: as many as come
 */
@Validated
@ConfigurationProperties("watchtower.positions")
record PositionSettings(
        @Min(1) @Max(240) int retentionMonths,
        @Min(0) @Max(10_000_000) int intakePerSecond) {}
