package dev.watchtower.identity;

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

        @Pattern(regexp = "|.{12,72}", message = "must have 12 to 72 characters")
        String password) {}
