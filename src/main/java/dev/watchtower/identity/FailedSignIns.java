package dev.watchtower.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.RateLimit;
import dev.watchtower.platform.RateLimit.Rate;
import dev.watchtower.platform.RequestOrigin;
import dev.watchtower.platform.Tenancy;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts failed sign-ins on record: in the audit log of the person's organization, or, of a name that is nobody's, as a log
 * line. It does so beside the answer, whose time would otherwise tell which names are someone's.
 */
@Component
class FailedSignIns {
    private static final Logger log = LoggerFactory.getLogger(FailedSignIns.class);

    private static final String WRONG = "The password was wrong.";
    private static final String TOO_MANY = "Too many wrong passwords were tried.";

    private static final UUID NOBODY = new UUID(0, 0);

    private final Audit audit;
    private final RateLimit<UUID> slowed;

    FailedSignIns(Audit audit, Ticker ticker) {
        this.audit = audit;
        this.slowed = new RateLimit<>(new Rate(1, 1), ticker);
    }

    void wrongPassword(Optional<Users.Found> user) {
        note(user, WRONG);
    }

    /** The same where who has signed in changes his password, which takes the present one. */
    void wrongPresentPassword(UUID user) {
        audit.refused("password.change", "user", user, WRONG);
    }

    void tooManyPresentPasswords(UUID user) {
        if (slowed.take(user).taken()) {
            audit.refused("password.change", "user", user, TOO_MANY);
        }
    }

    /** Once a minute for each person, and for all that are nobody: who tries on would fill the log. */
    void tooMany(Optional<Users.Found> user) {
        if (slowed.take(user.map(Users.Found::user).orElse(NOBODY)).taken()) {
            note(user, TOO_MANY);
        }
    }

    private void note(Optional<Users.Found> user, String reason) {
        var origin = RequestOrigin.current();
        Thread.startVirtualThread(() -> {
            try {
                origin.ifPresentOrElse(
                        request -> request.serve(() -> record(user, reason)), () -> record(user, reason));
            } catch (RuntimeException e) {
                log.warn("sign_in_failure_not_kept cause={}", e.toString());
            }
        });
    }

    private @Nullable Void record(Optional<Users.Found> user, String reason) {
        user.ifPresentOrElse(
                known -> Tenancy.run(
                        known.organization(), () -> audit.refused("sign-in.fail", "user", known.user(), reason)),
                () -> log.info(
                        "sign_in_failed name=unknown address={}",
                        RequestOrigin.current().map(RequestOrigin::address).orElse("unknown")));
        return null;
    }
}
