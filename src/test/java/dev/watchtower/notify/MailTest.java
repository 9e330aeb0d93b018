package dev.watchtower.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.FakeMailServer;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServerTest
class MailTest {
    /** A mail is tried again some seconds after a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final GreenMail MAIL = start(0);
    private static final int PORT = MAIL.getSmtp().getPort();
    private static final Pattern LINK =
            Pattern.compile("https://tower\\.example\\.org/invitation#([A-Za-z0-9_-]{43})\\r?\\n");

    private static GreenMail mail = MAIL;

    @Autowired
    Server server;

    private Client owner;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry settings) {
        settings.add("watchtower.mail.host", () -> "127.0.0.1");
        settings.add("watchtower.mail.port", () -> PORT);
        settings.add("watchtower.mail.user", () -> "tower");
        settings.add("watchtower.mail.password", () -> "the mail password");
        settings.add("watchtower.mail.from", () -> "Watchtower Ätna <tower@example.org>");
        settings.add("watchtower.mail.public-url", () -> "https://tower.example.org/");
    }

    private static GreenMail start(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        server.setUser("tower", "the mail password");
        return server;
    }

    @BeforeEach
    void anOrganization() {
        owner = server.newOrganization();
        var organization = owner.get("/api/v1/me").json().get("organization");
        var renamed = new HashMap<String, Object>();
        organization.forEachEntry((field, value) -> renamed.put(field, value.asString()));
        renamed.put("name", "Spedition Süd");
        assertThat(owner.put("/api/v1/organizations/" + organization.get("id").asString(), renamed)
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void nothingIsLeft() {
        if (!mail.isRunning()) {
            mail = start(PORT);
        }
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        mail.reset();
        mail.setUser("tower", "the mail password");
    }

    @AfterAll
    static void stop() {
        mail.stop();
    }

    @Test
    void anInvitationIsMailedAsShortPlainTextAndOnlyTheMailHasTheLink() throws Exception {
        var email = address();
        var answer = invite(email);
        assertThat(answer.json().get("path").isNull()).isTrue();
        await().until(() -> mail.getReceivedMessages().length == 1);
        var message = mail.getReceivedMessages()[0];
        assertThat(message.getFrom()[0]).hasToString("\"Watchtower Ätna\" <tower@example.org>");
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(email);
        assertThat(message.getSubject()).isEqualTo("Join Spedition Süd on Watchtower");
        assertThat(message.getContentType()).startsWith("text/plain").containsIgnoringCase("utf-8");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).endsWith("@example.org>");
        var text = text(message);
        assertThat(text)
                .contains(" invites you to Spedition Süd on Watchtower, as dispatcher.", "within 7 days")
                .hasSizeLessThan(500);
        var offer = server.anonymous().post("/api/v1/invitations/offer", Map.of("token", token(message)));
        assertThat(offer.status()).isEqualTo(200);
        assertThat(offer.json().get("email").asString()).isEqualTo(email);

        await().until(() -> waiting() == 0);
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aMailWaitsForAServerThatIsDownAndIsThenSentOnce() {
        mail.stop();
        invite(address());
        await().atMost(PATIENCE).until(() -> failures() > 0);
        assertThat(jobs()).doesNotContain("@", "token");
        mail = start(PORT);
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatIsRevokedBeforeItIsSentIsNotSent() {
        mail.stop();
        var invitation = invite(address()).id();
        await().atMost(PATIENCE).until(() -> failures() > 0);
        assertThat(owner.delete("/api/v1/invitations/" + invitation).status()).isEqualTo(204);
        mail = start(PORT);
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatHangsHoldsUpNoOtherJob() {
        mail.stop();
        try (var hanging = FakeMailServer.hanging(PORT)) {
            for (int i = 0; i < 6; i++) {
                assertThat(invite(address()).status()).isEqualTo(201);
            }
            await().until(() -> hanging.open() == 1);
            var file = "truck,recordedAt,latitude,longitude\n875,2026-01-01T00:00:00Z,38,23\n".getBytes();
            var upload = owner.upload("/api/v1/imports/positions", "x.csv", file, Map.of("createTrucks", "true"));
            await().until(() -> owner.get("/api/v1/imports/" + upload.id())
                    .json()
                    .get("status")
                    .asString()
                    .equals("DONE"));
            assertThat(hanging.open()).as("mails under way").isLessThanOrEqualTo(1);
            assertThat(waiting()).isEqualTo(6);
        }
        mail = start(PORT);
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> mail.getReceivedMessages().length == 6);
    }

    @Test
    void aRecipientWhomTheServerRefusesIsNotTriedAgain() {
        mail.stop();
        try (var refusing = FakeMailServer.sayingOfRecipients(PORT, "550 5.1.1 no such person")) {
            invite(address());
            await().until(() -> refusing.connections() == 1 && waiting() == 0);
        }
    }

    @Test
    void whatTheServerPutsOffIsTriedAgain() {
        mail.stop();
        try (var busy = FakeMailServer.sayingOfRecipients(PORT, "451 4.7.1 try again later")) {
            invite(address());
            await().atMost(PATIENCE).until(() -> busy.connections() == 1 && failures() > 0);
        }
        mail = start(PORT);
        await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length == 1);
    }

    private Client.Answer invite(String email) {
        var answer = owner.post("/api/v1/members", Map.of("email", email, "role", "dispatcher"));
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private static String address() {
        return UUID.randomUUID() + "@example.org";
    }

    private static String token(MimeMessage message) throws Exception {
        var link = LINK.matcher(text(message));
        assertThat(link.find()).as(text(message)).isTrue();
        return link.group(1);
    }

    private static String text(MimeMessage message) throws Exception {
        return message.getContent().toString();
    }

    private int waiting() {
        return mailJobs().size();
    }

    private int failures() {
        return mailJobs().stream()
                .mapToInt(job -> job.contains("\"tries\":0") ? 0 : 1)
                .sum();
    }

    private String jobs() {
        return String.join("\n", mailJobs());
    }

    private List<String> mailJobs() {
        return server.database()
                .sql("select convert_from(task_data, 'UTF8') from scheduled_tasks where task_name = 'mail'")
                .query(String.class)
                .list();
    }
}
