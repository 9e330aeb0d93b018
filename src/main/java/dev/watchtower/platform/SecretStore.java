package dev.watchtower.platform;

import dev.watchtower.platform.encryption.SecretCipher;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The secrets of the organization on whose behalf the thread works that must be read again: keys to outside services,
 * what webhooks are signed with. All lie encrypted in one table, so that one command can encrypt all of them anew; what
 * needs a secret keeps its id. What need only be compared is hashed instead, see {@link Secrets}.
 */
@Repository
public class SecretStore {
    private final JdbcClient jdbc;
    private final SecretCipher cipher;

    SecretStore(JdbcClient jdbc, SecretCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** @param purpose what it is for, such as {@code webhook}: it can be read for that alone */
    @Transactional
    public UUID keep(String purpose, String secret) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into organization_secrets (id, organization_id, purpose, key_id, encrypted)
                        values (:id, :organization, :purpose, :key, :encrypted)""")
                .param("id", id)
                .param("organization", Tenancy.organization())
                .param("purpose", purpose)
                .param("key", cipher.keyId())
                .param("encrypted", cipher.encrypt(secret, Tenancy.organization(), purpose, id))
                .update();
        return id;
    }

    /**
     * The secret.
     *
     * @throws UnreadableSecret when it was encrypted with a key that is not set any more
     */
    @Transactional(readOnly = true)
    public String read(UUID id, String purpose) {
        var encrypted = jdbc.sql("select encrypted from organization_secrets where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .single();
        return cipher.decrypt(encrypted, Tenancy.organization(), purpose, id);
    }

    @Transactional
    public void replace(UUID id, String purpose, String secret) {
        jdbc.sql("""
                        update organization_secrets set key_id = :key, encrypted = :encrypted, updated_at = now()
                        where id = :id and purpose = :purpose""")
                .param("id", id)
                .param("purpose", purpose)
                .param("key", cipher.keyId())
                .param("encrypted", cipher.encrypt(secret, Tenancy.organization(), purpose, id))
                .update();
    }

    @Transactional
    public void forget(UUID id) {
        jdbc.sql("delete from organization_secrets where id = :id")
                .param("id", id)
                .update();
    }
}
