package dev.watchtower.identity;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.validation.annotation.Validated;

/**
 * @param secretKey signs access tokens; several with commas between: the first signs, each proves; blank: one is made and
 *     kept in the data folder
 * @param algorithm by which access tokens are signed
 * @param accessTokenMinutes for how long an access token is good
 */
@Validated
@ConfigurationProperties("watchtower.security")
record SecuritySettings(
        Environment environment,
        String secretKey,
        MacAlgorithm algorithm,
        @Min(1) @Max(1440) int accessTokenMinutes) {
    enum Environment {
        DEVELOPMENT,
        PRODUCTION
    }

    boolean production() {
        return environment == Environment.PRODUCTION;
    }

    Duration accessTokenValidity() {
        return Duration.ofMinutes(accessTokenMinutes);
    }

    /** As they are set; none where one is to be made. */
    List<String> secretKeys() {
        return Stream.of(secretKey.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    @AssertTrue(
            message =
                    "SECRET_KEY must have at least 32 bytes (48 for HS384, 64 for HS512), and so must each of several"
                            + " with commas between; it may be left out unless ENVIRONMENT=production or ALGORITHM is not HS256")
    boolean isSecretKeyLongEnough() {
        var mayBeMade = !production() && algorithm == MacAlgorithm.HS256;
        var keys = secretKeys();
        return keys.isEmpty()
                ? mayBeMade
                : keys.stream().allMatch(key -> key.getBytes(StandardCharsets.UTF_8).length >= shortestKey());
    }

    /** RFC 7518, section 3.2: a key as long as what it makes. */
    private int shortestKey() {
        return switch (algorithm) {
            case HS256 -> 32;
            case HS384 -> 48;
            case HS512 -> 64;
        };
    }
}
