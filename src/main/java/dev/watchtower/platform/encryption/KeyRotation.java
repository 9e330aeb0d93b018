package dev.watchtower.platform.encryption;

import dev.watchtower.platform.UnreadableSecret;
import dev.watchtower.platform.database.CommandDatabase;
import dev.watchtower.platform.database.RestoreMark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Encrypts every secret anew with the first key of the setting, some at a time: what was done stays done when it is
 * broken off, and the next run goes on. The program may run meanwhile, if it has the new key already.
 */
public final class KeyRotation {
    private static final int AT_ONCE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final SecretCipher cipher;
    private final Consumer<String> terminal;
    private int done;
    private int unreadable;

    /** @param terminal takes the lines for the person who asked */
    public KeyRotation(Environment environment, Consumer<String> terminal) {
        var settings = Binder.get(environment).bindOrCreate("watchtower.encryption", EncryptionSettings.class);
        var made = Path.of(environment.getRequiredProperty("watchtower.data"), "secrets", EncryptionConfiguration.FILE);
        this.cipher = SecretCipher.of(settings, made);
        this.terminal = terminal;
    }

    /** @return whether every secret is now encrypted with the first key */
    public boolean run(CommandDatabase database) {
        try (var connection = database.connect()) {
            RestoreMark.refuse(connection, database.schema());
            try (var statement = connection.createStatement()) {
                statement.execute("set row_security = off");
            }
            connection.setAutoCommit(false);
            @Nullable UUID last = FIRST;
            while (last != null) {
                last = rotateAfter(last, connection);
                connection.commit();
            }
        } catch (SQLException e) {
            terminal.accept("The database failed: " + e.getMessage());
            return false;
        }
        terminal.accept("%d secrets encrypted anew with the key of id %s.".formatted(done, cipher.shownKeyId()));
        if (unreadable > 0) {
            terminal.accept(
                    unreadable + " could not be read and stay as they are: put their keys behind the first one in"
                            + " ENCRYPTION_KEY and run this again.");
        }
        return unreadable == 0;
    }

    /** The id of the last row that was looked at; null when there was none. */
    private @Nullable UUID rotateAfter(UUID after, Connection connection) throws SQLException {
        @Nullable UUID last = null;
        try (var query = connection.prepareStatement("""
                        select id, organization_id, purpose, encrypted from organization_secrets
                        where key_id <> ? and id > ? order by id limit ? for update""");
                var update = connection.prepareStatement(
                        "update organization_secrets set encrypted = ?, key_id = ?, updated_at = now() where id = ?")) {
            query.setInt(1, cipher.keyId());
            query.setObject(2, after);
            query.setInt(3, AT_ONCE);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    last = row.getObject("id", UUID.class);
                    var organization = row.getObject("organization_id", UUID.class);
                    var purpose = row.getString("purpose");
                    try {
                        var secret = cipher.decrypt(row.getBytes("encrypted"), organization, purpose, last);
                        update.setBytes(1, cipher.encrypt(secret, organization, purpose, last));
                        update.setInt(2, cipher.keyId());
                        update.setObject(3, last);
                        update.addBatch();
                        done++;
                    } catch (UnreadableSecret e) {
                        terminal.accept("Secret " + last + ": " + e.getMessage());
                        unreadable++;
                    }
                }
            }
            update.executeBatch();
        }
        return last;
    }
}
