package dev.watchtower.identity;

import dev.watchtower.platform.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tokens that continue sessions, as stored: by their hashes. Each is used once. Its successor is an HMAC of a random
 * salt, which is stored, under the token itself, which is not: only who comes with the token again can be given the same
 * one.
 */
@Repository
class RefreshTokens {
    static final Duration VALIDITY = Duration.ofDays(7);

    /** @param usedAt null: it is the newest of its session */
    private record Stored(@Nullable Instant usedAt, byte @Nullable [] salt) {}

    private final JdbcClient jdbc;

    RefreshTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Asker asker, String token, Instant now) {
        jdbc.sql("""
                        insert into refresh_tokens (hash, organization_id, session_id, expires_at, created_at, updated_at)
                        values (:hash, :organization, :session, :expiresAt, :now, :now)""")
                .param("hash", Secrets.hash(token))
                .param("organization", asker.organization())
                .param("session", asker.session())
                .param("expiresAt", timestamp(now.plus(VALIDITY)))
                .param("now", timestamp(now))
                .update();
    }

    /** Its successor, if it was not used before and has not expired. Of several who come at once only one is told. */
    Optional<String> use(String token, Instant now) {
        var salt = Secrets.randomBytes();
        var used = jdbc.sql("""
                        update refresh_tokens set used_at = :now, successor_salt = :salt, updated_at = :now
                        where hash = :hash and used_at is null and expires_at > :now""")
                .param("hash", Secrets.hash(token))
                .param("salt", salt)
                .param("now", timestamp(now))
                .update();
        return used == 1 ? Optional.of(successor(token, salt)) : Optional.empty();
    }

    boolean wasUsed(String token) {
        return find(token).filter(stored -> stored.usedAt() != null).isPresent();
    }

    /** Of a token that was used after the given time the newest one that followed. */
    Optional<String> newestAfter(String token, Instant earliest) {
        var newest = token;
        for (var stored = find(newest); stored.isPresent(); stored = find(newest)) {
            var usedAt = stored.get().usedAt();
            var salt = stored.get().salt();
            if (usedAt == null || salt == null) {
                return Optional.of(newest);
            }
            if (usedAt.isBefore(earliest)) {
                return Optional.empty();
            }
            newest = successor(newest, salt);
        }
        return Optional.empty();
    }

    private Optional<Stored> find(String token) {
        return jdbc.sql("select used_at, successor_salt from refresh_tokens where hash = :hash")
                .param("hash", Secrets.hash(token))
                .query((row, n) -> {
                    var usedAt = row.getObject("used_at", OffsetDateTime.class);
                    return new Stored(usedAt == null ? null : usedAt.toInstant(), row.getBytes("successor_salt"));
                })
                .optional();
    }

    private static String successor(String token, byte[] salt) {
        return Secrets.text(Secrets.mac(token.getBytes(StandardCharsets.UTF_8), salt));
    }

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
