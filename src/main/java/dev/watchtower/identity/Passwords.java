package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords, few at a time: it is made to be slow, and strangers shall not take every core by trying some. */
@Component
public class Passwords {
    private static final int BCRYPT_SALT_AND_HASH = 53;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final PasswordEncoder encoder;
    private final String nobodysHash;

    Passwords(PasswordEncoder encoder, PasswordSettings settings) {
        this.encoder = encoder;
        this.nobodysHash = "$2a$%02d$%s".formatted(settings.bcryptCost(), ".".repeat(BCRYPT_SALT_AND_HASH));
    }

    /** No password's; compared where there is no such user, so that the answer takes as long either way. */
    String nobodysHash() {
        return nobodysHash;
    }

    /** @throws Problem 503 when too many wait */
    boolean matches(String password, String hash) {
        var fits = PasswordRules.fits(password);
        return inTurn(() -> encoder.matches(fits ? password : "", hash)) && fits;
    }

    /**
     * The hash of a new password.
     *
     * @param field that it came in
     * @param known what is known of the person
     * @throws Problem 422 where it must not be used, 503 when too many wait
     */
    public String hashNew(String password, String field, List<String> known) {
        return inTurn(() -> {
            PasswordRules.check(password, field, known);
            return String.valueOf(encoder.encode(password));
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.unavailable("Too many are signing in just now. Try again shortly.", LONGEST_WAIT, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server goes away.", LONGEST_WAIT, e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
