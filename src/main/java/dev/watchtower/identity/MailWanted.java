package dev.watchtower.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone is to get a mail. Published in the transaction that makes it wanted; what it says is asked for when it is sent,
 * so that neither a secret nor an address waits anywhere.
 *
 * @param organization that it is about; null where it is about none
 * @param subject what it is about: the id of an invitation or of a link for a new password, else of who gets it
 */
public record MailWanted(Kind kind, @Nullable UUID organization, UUID subject) {
    public enum Kind {
        INVITATION,
        PASSWORD_RESET,
        KEY_EXPIRES
    }
}
