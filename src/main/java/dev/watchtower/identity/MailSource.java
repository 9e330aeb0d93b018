package dev.watchtower.identity;

import java.util.Optional;

/** Knows what the mails of one kind say. Asked when one is sent, in no tenancy and no transaction. */
public interface MailSource {
    MailWanted.Kind kind();

    /**
     * The mail; empty where it is not wanted any more. A secret that it carries is made here, and only its hash is kept;
     * asked again after a failure, a new one.
     */
    Optional<Mail> compose(MailWanted wanted);
}
