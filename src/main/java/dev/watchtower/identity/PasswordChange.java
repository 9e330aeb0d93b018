package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Problem.FieldFault;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets new passwords, for who knows the present one or comes by a link that was made for it. */
@Service
class PasswordChange {
    /** A link that sets a new password, once. */
    record Link(String path, Instant expiresAt) {}

    private final JdbcClient jdbc;
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final SignInLimit limit;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasswordChange(
            JdbcClient jdbc,
            Users users,
            Sessions sessions,
            Passwords passwords,
            SignInLimit limit,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.limit = limit;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Changes the password of who is signed in; all his other sessions end.
     *
     * @throws Problem 422 where the present one is wrong or the new one must not be used, 429 where too many were tried
     */
    void change(String present, String wanted) {
        var person = Access.person();
        var user = person.user();
        var hash = transaction.execute(status -> users.passwordHash(user).orElseThrow());
        var attempt = limit.begin(user, person.session().toString());
        if (!attempt.isRight(() -> passwords.matches(present, hash))) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "wrong-password", "This is not your present password.")
                    .with("errors", List.of(new FieldFault("currentPassword", "is not your present password")));
        }
        var wantedHash = hashed(user, wanted);
        transaction.executeWithoutResult(status -> {
            set(user, wantedHash, person.session());
            audit.record("password.change", "user", user, null, null);
        });
    }

    /** Makes a link for the member of this thread's organization; of several each works until one was used. */
    Link addLink(UUID user, Duration validity) {
        var token = Secrets.random();
        var now = clock.instant();
        jdbc.sql("""
                        insert into password_resets (hash, organization_id, user_id, expires_at, created_at, updated_at)
                        values (:hash, :organization, :user, :expiresAt, :now, :now)""")
                .param("hash", Secrets.hash(token))
                .param("organization", Tenancy.organization())
                .param("user", user)
                .param("expiresAt", timestamp(now.plus(validity)))
                .param("now", timestamp(now))
                .update();
        return new Link("/reset-password#" + token, now.plus(validity)); // what follows # is sent to no server
    }

    /**
     * Sets a new password for whom the token was made; all his sessions end, and no other such token works any more.
     *
     * @throws Problem 422 where the token does not work, or the password must not be used
     */
    void reset(String token, String wanted) {
        var hash = Secrets.hash(token);
        var found = jdbc.sql("select user_id, organization_id from find_password_reset(:hash, :now)")
                .param("hash", hash)
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> new Users.Found(
                        row.getObject("user_id", UUID.class), row.getObject("organization_id", UUID.class)))
                .optional()
                .orElseThrow(PasswordChange::linkIsOver);
        Tenancy.run(found.organization(), () -> {
            var wantedHash = hashed(found.user(), wanted);
            transaction.executeWithoutResult(status -> {
                use(hash);
                set(found.user(), wantedHash, null);
                audit.recordBy(found.user(), "password.reset", "user", found.user(), null, null);
            });
        });
    }

    private void use(byte[] hash) {
        var used = jdbc.sql("""
                        update password_resets set used_at = :now, updated_at = :now
                        where hash = :hash and used_at is null""")
                .param("hash", hash)
                .param("now", timestamp(clock.instant()))
                .update();
        if (used == 0) {
            throw linkIsOver();
        }
    }

    private void set(UUID user, String hash, @Nullable UUID keptSession) {
        users.setPasswordHash(user, hash);
        sessions.endOthers(user, keptSession);
        jdbc.sql("select void_password_resets(:user, :now)")
                .param("user", user)
                .param("now", timestamp(clock.instant()))
                .query(row -> {});
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

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
