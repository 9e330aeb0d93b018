package dev.watchtower.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.watchtower.identity.Role;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServerTest
class KeyNoticesTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired
    Server server;

    @Autowired
    KeyNotices notices;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry settings) {
        MAIL.start();
        settings.add("watchtower.mail.host", () -> "127.0.0.1");
        settings.add("watchtower.mail.port", () -> MAIL.getSmtp().getPort());
        settings.add("watchtower.mail.from", () -> "Watchtower <tower@example.org>");
        settings.add("watchtower.mail.public-url", () -> "https://tower.example.org");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Test
    void theOwnersAreToldOnceOfTheKeysThatExpireWithinFourteenDays() throws Exception {
        var owner = server.newOrganization();
        var second = server.newMember(owner, Role.OWNER);
        server.newMember(owner, Role.AUDITOR);
        ages(make(owner, "Dispatch board", 90), 77);
        ages(make(owner, "Fresh one", 90), 75);
        make(owner, "Short-lived one", 10);
        var revoked = make(owner, "Revoked one", 90);
        ages(revoked, 77);
        owner.delete("/api/v1/api-keys/" + revoked);
        var rotated = make(owner, "Rotated one", 90);
        ages(rotated, 77);
        owner.post("/api/v1/api-keys/" + rotated + "/rotate", Map.of("overlapHours", 720));

        KeyNoticeJob.run(notices);
        KeyNoticeJob.run(notices);
        await().until(() -> MAIL.getReceivedMessages().length >= 2 && jobs() == 0);
        var messages = MAIL.getReceivedMessages();
        assertThat(messages).hasSize(2);
        assertThat(Arrays.asList(
                        messages[0].getAllRecipients()[0].toString(), messages[1].getAllRecipients()[0].toString()))
                .containsExactlyInAnyOrder(email(owner), email(second));
        assertThat(messages[0].getContent().toString())
                .contains("Dispatch board (wt_", "https://tower.example.org/settings/keys")
                .doesNotContain("Fresh", "Short-lived", "Revoked", "Rotated");
    }

    private long jobs() {
        return server.database()
                .sql("select count(*) from scheduled_tasks where task_name = 'mail'")
                .query(Long.class)
                .single();
    }

    private static String email(Client client) {
        return client.get("/api/v1/me").json().at("/user/email").asString();
    }

    private static UUID make(Client owner, String name, int days) {
        var answer = owner.post(
                "/api/v1/api-keys",
                Map.of("name", name, "scopes", new String[] {"trucks:read"}, "expiresInDays", days));
        return UUID.fromString(answer.json().at("/key/id").asString());
    }

    private void ages(UUID key, int days) {
        server.database()
                .sql("update api_key_secrets set created_at = created_at - make_interval(days => ?),"
                        + " expires_at = expires_at - make_interval(days => ?) where key_id = ?")
                .params(days, days, key)
                .update();
    }
}
