package dev.watchtower.identity;

import dev.watchtower.platform.Tenancy;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The mails to who forgot the password. */
@Service
class PasswordMails implements MailSource {
    private final Users users;
    private final PasswordLinks links;
    private final MailSetUp mail;
    private final TransactionTemplate transaction;

    PasswordMails(Users users, PasswordLinks links, MailSetUp mail, TransactionTemplate transaction) {
        this.users = users;
        this.links = links;
        this.mail = mail;
        this.transaction = transaction;
    }

    @Override
    public MailWanted.Kind kind() {
        return MailWanted.Kind.PASSWORD_RESET;
    }

    @Override
    public Optional<Mail> compose(MailWanted wanted) {
        return Tenancy.in(
                Objects.requireNonNull(wanted.organization()),
                () -> transaction.execute(status -> links.renew(wanted.subject())
                        .flatMap(link -> users.byId(link.user()).map(user -> mail(user, link.path())))));
    }

    private Mail mail(User user, String path) {
        return new Mail(user.email(), "A new password for Watchtower", """
                        Someone, most likely you, asked for a new password for %s on Watchtower.

                        Choose it here, within an hour:
                        %s

                        If it was not you, leave it be: your password stays as it is.
                        """.formatted(
                        user.userName() == null ? user.email() : user.userName(), mail.link(path)));
    }
}
