package dev.watchtower.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param bcryptCost the exponent of the number of rounds */
@Validated
@ConfigurationProperties("watchtower.passwords")
record PasswordSettings(@Min(4) @Max(16) int bcryptCost) {}
