package dev.watchtower.platform.backup;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param key encrypts backups, 32 bytes in base64; blank: none can be made or read */
@Validated
@ConfigurationProperties("watchtower.backup")
record BackupSettings(
        @Pattern(
                regexp = "|[A-Za-z0-9+/]{43}=",
                message = "must be 32 random bytes in base64, as openssl rand -base64 32 makes them")
        String key) {}
