package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns a name and password, or a refresh token, into a session. */
@Service
class SignIn {
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final SignInLimit limit;
    private final KnownDevices devices;
    private final FailedSignIns failures;
    private final TransactionTemplate transaction;

    SignIn(
            Users users,
            Sessions sessions,
            Passwords passwords,
            SignInLimit limit,
            KnownDevices devices,
            FailedSignIns failures,
            PlatformTransactionManager transactions) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.limit = limit;
        this.devices = devices;
        this.failures = failures;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws Problem 401 where they do not fit together, 429 where too many were tried */
    Sessions.Opened byPassword(String login, String password, Caller caller) {
        var found = users.find(login);
        var attempt = begin(login, found, caller);
        // The same is looked up and compared for a name that is nobody's.
        var looked = found.orElseGet(() -> new Users.Found(UUID.randomUUID(), UUID.randomUUID()));
        var right = attempt.isRight(
                () -> passwords.matches(password, passwordHash(looked).orElseGet(passwords::nobodysHash)));
        if (!right) {
            failures.wrongPassword(found);
        }
        return found.filter(user -> right)
                .map(user -> Tenancy.in(user.organization(), () -> sessions.open(user.user(), caller)))
                .orElseThrow(() -> refused("The name or the password is wrong."));
    }

    private SignInLimit.Try begin(String login, Optional<Users.Found> found, Caller caller) {
        try {
            return found.flatMap(
                            user -> devices.find(user.user(), caller).map(device -> limit.begin(user.user(), device)))
                    .orElseGet(() -> limit.begin(login, caller.address()));
        } catch (Problem tooMany) {
            failures.tooMany(found);
            throw tooMany;
        }
    }

    /** @throws Problem 401 where it continues no session */
    Sessions.Opened byRefreshToken(Optional<String> refreshToken, Caller caller) {
        return refreshToken
                .flatMap(token -> sessions.find(token)
                        .flatMap(asker -> Tenancy.in(
                                asker.organization(),
                                () -> sessions.renew(asker, token, caller)
                                        .map(next -> new Sessions.Opened(asker, next)))))
                .orElseThrow(() -> refused("The session has ended. Sign in again."));
    }

    private Optional<String> passwordHash(Users.Found user) {
        return Tenancy.in(user.organization(), () -> transaction.execute(status -> users.passwordHash(user.user())));
    }

    private static Problem refused(String sentence) {
        return Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-failed", sentence).with("error", "invalid_grant");
    }
}
