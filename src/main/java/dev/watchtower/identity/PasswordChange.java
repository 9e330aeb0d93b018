package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Problem.FieldFault;
import dev.watchtower.platform.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets new passwords, for who knows the present one or comes by a link. */
@Service
class PasswordChange {
    private final Users users;
    private final PasswordLinks links;
    private final Sessions sessions;
    private final Passwords passwords;
    private final SignInLimit limit;
    private final FailedSignIns failures;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PasswordChange(
            Users users,
            PasswordLinks links,
            Sessions sessions,
            Passwords passwords,
            SignInLimit limit,
            FailedSignIns failures,
            Audit audit,
            TransactionTemplate transaction) {
        this.users = users;
        this.links = links;
        this.sessions = sessions;
        this.passwords = passwords;
        this.limit = limit;
        this.failures = failures;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Changes the password of who is signed in; all his other sessions end.
     *
     * @throws Problem 422 where the present one is wrong, or the new one is the same or must not be used, 429
     *     where too many were tried
     */
    void change(String present, String wanted) {
        var person = Access.person();
        var user = person.user();
        var hash = transaction.execute(status -> users.passwordHash(user).orElseThrow());
        if (!begin(person).isRight(() -> passwords.matches(present, hash))) {
            failures.wrongPresentPassword(user);
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "wrong-password", "This is not your present password.")
                    .with("errors", List.of(new FieldFault("currentPassword", "is not your present password")));
        }
        if (wanted.equals(present)) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "same-password",
                            "This is the password that you have. Choose another.")
                    .with("errors", List.of(new FieldFault("newPassword", "is the one that you have")));
        }
        var wantedHash = hashed(user, wanted);
        transaction.executeWithoutResult(status -> {
            set(user, wantedHash, person.session());
            audit.record("password.change", "user", user, null, null);
        });
    }

    private SignInLimit.Try begin(Access.Person person) {
        try {
            return limit.begin(person.user(), person.session().toString());
        } catch (Problem tooMany) {
            failures.tooManyPresentPasswords(person.user());
            throw tooMany;
        }
    }

    /**
     * Sets a new password for whom the link's token was made; all his sessions end, and no other link works any more.
     *
     * @throws Problem 422 where the token does not work, or the password must not be used
     */
    void reset(String token, String wanted) {
        var found = links.find(token).orElseThrow(PasswordChange::linkIsOver);
        var user = found.user();
        Tenancy.run(found.organization(), () -> {
            var wantedHash = hashed(user, wanted);
            transaction.executeWithoutResult(status -> {
                if (!links.use(token, user)) {
                    throw linkIsOver();
                }
                set(user, wantedHash, null);
                audit.recordBy(user, "password.reset", "user", user, null, null);
            });
        });
    }

    private void set(UUID user, String hash, @Nullable UUID keptSession) {
        users.setPasswordHash(user, hash);
        sessions.endOthers(user, keptSession);
        links.endAll(user);
    }

    private String hashed(UUID user, String wanted) {
        var known = transaction.execute(status -> users.byId(user).orElseThrow());
        var names = new ArrayList<>(List.of(known.name(), known.email()));
        if (known.userName() != null) {
            names.add(known.userName());
        }
        return passwords.hashNew(wanted, "newPassword", names);
    }

    private static Problem linkIsOver() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "reset-link-over",
                "This link does not work, or not any more. Ask for a new one.");
    }
}
