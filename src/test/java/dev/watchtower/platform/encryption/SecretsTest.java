package dev.watchtower.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.platform.SecretStore;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.platform.UnreadableSecret;
import dev.watchtower.platform.backup.Commands;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "watchtower.encryption.keys=" + SecretsTest.OLD)
class SecretsTest {
    static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    private static final Path NOWHERE = Path.of("target/no-such-key");

    @Autowired
    Server server;

    @Autowired
    SecretStore secrets;

    @Autowired
    JdbcClient jdbc;

    @Value("${watchtower.database.url}")
    String database;

    @Value("${watchtower.data}")
    String data;

    private final List<String> said = new ArrayList<>();
    private UUID here;
    private UUID there;

    @BeforeEach
    void organizations() {
        here = organization();
        there = organization();
    }

    @AfterEach
    void nothingStays() {
        server.database().sql("delete from organization_secrets").update();
    }

    @Test
    void aSecretIsReadAgainAndLiesInTheDatabaseAsNobodyCanReadIt() {
        var id = Tenancy.in(here, () -> secrets.keep("webhook", "swordfish"));
        assertThat(Tenancy.<String, RuntimeException>in(here, () -> secrets.read(id, "webhook")))
                .isEqualTo("swordfish");
        var row = server.database()
                .sql("select encode(encrypted, 'escape') || o::text from organization_secrets o where id = ?")
                .param(id)
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("swordfish");
        var again = Tenancy.in(here, () -> secrets.keep("webhook", "swordfish"));
        assertThat(encrypted(again)).isNotEqualTo(encrypted(id));

        Tenancy.run(here, () -> secrets.replace(id, "webhook", "marlin"));
        assertThat(Tenancy.<String, RuntimeException>in(here, () -> secrets.read(id, "webhook")))
                .isEqualTo("marlin");
        Tenancy.run(here, () -> secrets.forget(id));
        assertThatThrownBy(() -> Tenancy.in(here, () -> secrets.read(id, "webhook")))
                .isInstanceOf(EmptyResultDataAccessException.class);
    }

    @Test
    void aSecretCannotBeReadByAnotherOrganizationOrForAnotherPurposeWhereverItsRowIsPut() {
        var id = Tenancy.in(here, () -> secrets.keep("webhook", "swordfish"));
        assertThatThrownBy(() -> Tenancy.in(there, () -> secrets.read(id, "webhook")))
                .isInstanceOf(EmptyResultDataAccessException.class);
        assertThatThrownBy(() -> Tenancy.in(here, () -> secrets.read(id, "calls")))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageNotContaining("swordfish");

        var theirs = Tenancy.in(there, () -> secrets.keep("webhook", "mine"));
        server.database()
                .sql(
                        "update organization_secrets set encrypted = (select encrypted from organization_secrets where id = ?)"
                                + " where id = ?")
                .params(id, theirs)
                .update();
        assertThatThrownBy(() -> Tenancy.in(there, () -> secrets.read(theirs, "webhook")))
                .isInstanceOf(UnreadableSecret.class);
        var beside = Tenancy.in(here, () -> secrets.keep("webhook", "beside"));
        server.database()
                .sql(
                        "update organization_secrets set encrypted = (select encrypted from organization_secrets where id = ?)"
                                + " where id = ?")
                .params(id, beside)
                .update();
        assertThatThrownBy(() -> Tenancy.in(here, () -> secrets.read(beside, "webhook")))
                .isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void aChangedByteIsNoticed() {
        var id = Tenancy.in(here, () -> secrets.keep("webhook", "swordfish"));
        for (int i = 0; i < encrypted(id).length; i++) {
            var changed = encrypted(id);
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher(OLD).decrypt(changed, here, "webhook", id))
                    .isInstanceOf(UnreadableSecret.class);
        }
    }

    @Test
    void allSecretsAreEncryptedAnewByTheCommandAndTheOldKeyMayGo() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 1_200; i++) {
            var secret = "secret " + i;
            ids.add(Tenancy.in(i % 2 == 0 ? here : there, () -> secrets.keep("webhook", secret)));
        }
        assertThat(rotate(NEW)).as("without the old key").isEqualTo(1);
        assertThat(String.join("\n", said)).contains("1200 could not be read", shown(OLD));
        assertThat(keys()).containsExactly(cipher(OLD).keyId());

        breakOffAt(ids.get(700));
        assertThat(rotate(NEW + "," + OLD)).isEqualTo(1);
        assertThat(keys())
                .as("begun")
                .containsExactlyInAnyOrder(cipher(OLD).keyId(), cipher(NEW).keyId());
        server.database().sql("drop trigger broken on organization_secrets").update();

        assertThat(rotate(NEW + "," + OLD)).isZero();
        assertThat(said.getLast()).isEqualTo("700 secrets encrypted anew with the key of id " + shown(NEW) + ".");
        assertThat(keys()).containsExactly(cipher(NEW).keyId());
        for (int i = 0; i < ids.size(); i++) {
            assertThat(cipher(NEW).decrypt(encrypted(ids.get(i)), i % 2 == 0 ? here : there, "webhook", ids.get(i)))
                    .isEqualTo("secret " + i);
        }
        assertThat(rotate(NEW)).isZero();
        assertThat(said.getLast()).startsWith("0 secrets");
        assertThat(String.join("\n", said)).doesNotContain(OLD, NEW);
    }

    @Test
    void aKeyThatWasTakenOutTooSoonIsSaidAtTheStart(CapturedOutput output) {
        Tenancy.run(here, () -> secrets.keep("webhook", "swordfish"));
        new SecretCheck(cipher(OLD), jdbc).check();
        assertThat(output.getAll()).doesNotContain("secrets_unreadable");
        new SecretCheck(cipher(NEW), jdbc).check();
        assertThat(output.getAll()).contains("secrets_unreadable count=1");
    }

    @Test
    void whatIsTypedWrongIsNotDone() {
        assertThat(new Commands(said::add).run("rotate-keys", "now")).isEqualTo(1);
        assertThat(said.getLast()).contains("rotate-keys  ");
    }

    private int rotate(String keys) {
        return new Commands(said::add)
                .run(
                        "rotate-keys",
                        "--watchtower.database.url=" + database,
                        "--watchtower.data=" + data,
                        "--watchtower.encryption.keys=" + keys);
    }

    /** As a power cut would, after some have been committed. */
    private void breakOffAt(UUID id) {
        server.database().sql("""
                        create function broken() returns trigger language plpgsql as
                        $$ begin raise exception 'the power is gone'; end $$""").update();
        server.database()
                .sql("create trigger broken before update on organization_secrets for each row when (old.id = '" + id
                        + "') execute function broken()")
                .update();
    }

    private static SecretCipher cipher(String keys) {
        return SecretCipher.of(new EncryptionSettings(keys, "production"), NOWHERE);
    }

    private static String shown(String key) {
        return cipher(key).shownKeyId();
    }

    private List<Integer> keys() {
        return server.database()
                .sql("select distinct key_id from organization_secrets")
                .query(Integer.class)
                .list();
    }

    private byte[] encrypted(UUID id) {
        return server.database()
                .sql("select encrypted from organization_secrets where id = ?")
                .param(id)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private UUID organization() {
        return UUID.fromString(server.newOrganization()
                .get("/api/v1/me")
                .json()
                .at("/organization/id")
                .asString());
    }
}
