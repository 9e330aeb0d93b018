package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Mails to who forgot the password. */
@ServerTest
class CredentialMailsTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Pattern LINK =
            Pattern.compile("https://tower\\.example\\.org/reset-password#([A-Za-z0-9_-]{43})\\r?\\n");

    @Autowired
    Server server;

    private Client owner;
    private JsonNode me;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry settings) {
        MAIL.start();
        settings.add("watchtower.mail.host", () -> "127.0.0.1");
        settings.add("watchtower.mail.port", () -> MAIL.getSmtp().getPort());
        settings.add("watchtower.mail.from", () -> "Watchtower <tower@example.org>");
        settings.add("watchtower.mail.public-url", () -> "https://tower.example.org");
    }

    @BeforeEach
    void anOwner() {
        owner = server.newOrganization();
        me = owner.get("/api/v1/me").json().get("user");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Test
    void theLinkIsMailedToTheAccountsAddressAndWorksOnce() throws Exception {
        forget(me.get("userName").asString());
        await().until(() -> mails().size() == 1);
        var message = mails().getFirst();
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(email());
        var link = LINK.matcher(message.getContent().toString());
        assertThat(link.find()).isTrue();
        var wish = Map.of("token", link.group(1), "newPassword", "trucks on the long road");
        assertThat(server.anonymous().post("/api/v1/auth/reset-password", wish).status())
                .isEqualTo(204);
        assertThat(owner.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(server.anonymous().post("/api/v1/auth/reset-password", wish).status())
                .isEqualTo(422);
        assertThat(server.database()
                        .sql("select task_data from scheduled_tasks where task_data is not null")
                        .query((row, n) -> new String(row.getBytes(1)))
                        .list())
                .noneMatch(data -> data.contains(link.group(1)) || data.contains(email()));
    }

    @Test
    void aNameThatIsNobodysCausesTheSameWorkAndNoMail() {
        forget("nobody at all");
        forget(email().toUpperCase());
        await().until(() -> mails().size() == 1);
        await().until(() -> jobs() == 0);
        assertThat(MAIL.getReceivedMessages())
                .noneMatch(message -> message.toString().contains("nobody"));
    }

    @Test
    void nobodyIsFloodedWithMails() {
        for (int i = 0; i < 30; i++) {
            forget(email());
            await().until(() -> jobs() == 0);
        }
        assertThat(mails()).hasSize(5);
    }

    @Test
    void norWhereManyAskAtOnce() {
        var asked = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> forget(email())))
                .toList();
        asked.forEach(CompletableFuture::join);
        await().until(() -> jobs() == 0);
        assertThat(mails()).hasSize(5);
    }

    @Test
    void thatALinkWasMadeIsOnRecordWithTheAddressOfWhoAsked() {
        forget("nobody at all");
        forget(email());
        await().until(() -> jobs() == 0);
        var rows = owner.get("/api/v1/audit-log?action=password").json().get("items");
        assertThat(rows).hasSize(1);
        var row = rows.get(0);
        assertThat(row.get("action").asString()).isEqualTo("password.forget");
        assertThat(row.get("actorKind").asString()).isEqualTo("stranger");
        assertThat(row.get("subjectId")).isEqualTo(me.get("id"));
        assertThat(row.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(row.get("requestId").isNull()).isFalse();
        assertThat(row.toString()).doesNotContain("reset-password");
    }

    /** As one who would like the link to lead to a server of his. */
    private void forget(String name) {
        var client = server.anonymous();
        var answer = client.send(client.request("/api/v1/auth/forgot-password")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Host", "evil.example.net")
                .header("Forwarded", "host=evil.example.net")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"" + name + "\"}")));
        assertThat(answer.status()).isEqualTo(202);
    }

    private long jobs() {
        return server.database()
                .sql("select count(*) from scheduled_tasks where task_name in ('forgotten-password', 'mail')")
                .query(Long.class)
                .single();
    }

    /** To this test's owner. */
    private List<MimeMessage> mails() {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(message -> recipients(message).contains(email()))
                .toList();
    }

    private static String recipients(MimeMessage message) {
        try {
            return Arrays.toString(message.getAllRecipients());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String email() {
        return me.get("email").asString();
    }
}
