package dev.watchtower.identity;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The administrator that the very first start makes.
 *
 * @param password blank: a random one is made, shown and kept in the data folder
 */
@Validated
@ConfigurationProperties("watchtower.administrator")
record AdministratorSettings(
        @Email(message = "must be an e-mail address") String email,

        @Pattern(regexp = "|.{12,}", message = "must have at least 12 characters")
        String password) {
    @AssertTrue(message = "WATCHTOWER_ADMIN_PASSWORD must have at most 72 bytes")
    boolean isPasswordShortEnough() {
        return PasswordRules.fits(password);
    }
}
