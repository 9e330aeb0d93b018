package dev.watchtower.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The server that takes our mails.
 *
 * @param host blank: no mail is sent
 * @param port 465 speaks TLS from its first byte, the others begin it when asked
 * @param from an address, with a name before it if wanted
 * @param publicUrl the address that people reach this server at, which the links in mails begin with
 */
@Validated
@ConfigurationProperties("watchtower.mail")
record MailSettings(
        String host,
        @Min(1) @Max(65_535) int port,
        String user,
        String password,
        String from,

        @Pattern(regexp = "|https?://[^\\s/?#]+/?", message = "must be an address such as https://tower.example.org")
        String publicUrl) {
    boolean isSet() {
        return !host.isBlank();
    }

    @AssertTrue(message = "SMTP_FROM must be an e-mail address, such as Watchtower <tower@example.org>")
    boolean isFromAnAddress() {
        if (!isSet()) {
            return true;
        }
        try {
            sender().validate();
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    @AssertTrue(message = "PUBLIC_URL must be set where SMTP_HOST is: the links in mails begin with it")
    boolean isLinked() {
        return !isSet() || !publicUrl.isBlank();
    }

    InternetAddress sender() throws AddressException {
        return new InternetAddress(from, true);
    }
}
