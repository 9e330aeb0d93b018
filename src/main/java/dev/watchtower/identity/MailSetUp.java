package dev.watchtower.identity;

import java.util.Optional;

/**
 * Whether mails can be sent.
 *
 * @param publicUrl the address that people reach this server at, without a slash at its end; empty where no mail is sent
 */
public record MailSetUp(Optional<String> publicUrl) {
    public boolean isReady() {
        return publicUrl.isPresent();
    }

    /** @param path of the page, from its slash on */
    public String link(String path) {
        return publicUrl.orElseThrow() + path;
    }
}
