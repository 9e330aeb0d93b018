package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns a name and password, or a refresh token, into a session. */
@Service
class SignIn {
    private static final int BCRYPT_BYTES = 72;
    private static final int BCRYPT_SALT_AND_HASH = 53;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final Users users;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    /** No password's; compared where there is no such user, so that the answer takes as long either way. */
    private final String nobodysHash;

    SignIn(
            Users users,
            Sessions sessions,
            PasswordEncoder passwords,
            PasswordSettings settings,
            PlatformTransactionManager transactions) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.transaction = new TransactionTemplate(transactions);
        this.nobodysHash = "$2a$%02d$%s".formatted(settings.bcryptCost(), ".".repeat(BCRYPT_SALT_AND_HASH));
    }

    Sessions.Opened byPassword(String login, String password) {
        var fits = password.getBytes(StandardCharsets.UTF_8).length <= BCRYPT_BYTES;
        var found = users.find(login);
        var hash = found.flatMap(user -> Tenancy.in(
                        user.organization(), () -> transaction.execute(status -> users.passwordHash(user.user()))))
                .orElse(nobodysHash);
        var right = matches(fits ? password : "", hash) && fits;
        return found.filter(user -> right)
                .map(user -> Tenancy.in(user.organization(), () -> sessions.open(user.user())))
                .orElseThrow(() -> refused("The name or the password is wrong."));
    }

    /** Few at a time: hashing is made to be slow, and strangers shall not take every core by trying passwords. */
    private boolean matches(String password, String hash) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.unavailable("Too many are signing in just now. Try again shortly.", LONGEST_WAIT, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server goes away.", LONGEST_WAIT, e);
        }
        try {
            return passwords.matches(password, hash);
        } finally {
            turns.release();
        }
    }

    Asker byRefreshToken(Optional<String> refreshToken) {
        return refreshToken
                .flatMap(sessions::find)
                .filter(asker -> Tenancy.in(asker.organization(), () -> sessions.use(asker)))
                .orElseThrow(() -> refused("The session has ended. Sign in again."));
    }

    private static Problem refused(String sentence) {
        return Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-failed", sentence).with("error", "invalid_grant");
    }
}
