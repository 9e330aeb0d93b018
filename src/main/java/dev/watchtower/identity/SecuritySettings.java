package dev.watchtower.identity;

import jakarta.validation.constraints.AssertTrue;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param secretKey signs access tokens; blank: one is made and kept in the data folder */
@Validated
@ConfigurationProperties("watchtower.security")
record SecuritySettings(Environment environment, String secretKey) {
    private static final int SHORTEST_KEY = 32;

    enum Environment {
        DEVELOPMENT,
        PRODUCTION
    }

    boolean production() {
        return environment == Environment.PRODUCTION;
    }

    @AssertTrue(message = "SECRET_KEY must have at least 32 bytes (may be left out unless ENVIRONMENT=production)")
    boolean isSecretKeyLongEnough() {
        return secretKey.isBlank() && !production()
                || secretKey.getBytes(StandardCharsets.UTF_8).length >= SHORTEST_KEY;
    }
}
