package dev.watchtower.platform.encryption;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param keys each 32 bytes in base64, with commas between; the first encrypts, all decrypt. Blank: one is made and kept
 *     in the data folder
 * @param environment in production the keys must be given
 */
@Validated
@ConfigurationProperties("watchtower.encryption")
record EncryptionSettings(
        @Pattern(
                regexp = "|" + KEY + "(\\s*,\\s*" + KEY + ")*",
                message =
                        "must be 32 random bytes in base64, as openssl rand -base64 32 makes them, or several of these"
                                + " with commas between")
        String keys,

        String environment) {
    private static final String KEY = "[A-Za-z0-9+/]{43}=";

    @AssertTrue(message = "ENCRYPTION_KEY must be given when ENVIRONMENT=production: openssl rand -base64 32 makes one")
    boolean isGivenInProduction() {
        return !keys.isBlank() || !environment.equalsIgnoreCase("production");
    }

    @AssertTrue(message = "ENCRYPTION_KEY holds the same key twice")
    boolean isEachKeyGivenOnce() {
        return list().distinct().count() == list().count();
    }

    Stream<String> list() {
        return Stream.of(keys.split("[\\s,]+")).filter(key -> !key.isEmpty());
    }
}
