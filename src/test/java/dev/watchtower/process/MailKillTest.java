package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.watchtower.testing.FakeMailServer;
import dev.watchtower.testing.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that was wanted is sent, though the process dies while it tells the mail server. */
@Tag("full")
class MailKillTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void theNextStartSendsItOnce() throws Exception {
        var settings = new HashMap<>(Map.of(
                "SMTP_HOST",
                "127.0.0.1",
                "SMTP_FROM",
                "tower@example.org",
                "PUBLIC_URL",
                "https://tower.example.org",
                "WATCHTOWER_ADMIN_PASSWORD",
                Server.PASSWORD));
        int port;
        try (var hanging = FakeMailServer.hanging(0)) {
            port = hanging.port();
            settings.put("SMTP_PORT", Integer.toString(port));
            try (var program = Program.start(folder, settings)) {
                var admin = program.client().signIn(Server.USER, Server.PASSWORD);
                var answer = admin.post("/api/v1/members", Map.of("email", "x@example.org", "role", "driver"));
                assertThat(answer.status()).isEqualTo(201);
                await().until(() -> hanging.open() == 1);
                program.kill();
            }
        }
        var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (var program = Program.start(folder, settings)) {
            program.url();
            await().atMost(LIMIT).until(() -> mail.getReceivedMessages().length == 1);
            assertThat(program.terminate()).isEqualTo(143);
        }
        try (var program = Program.start(folder, settings)) {
            program.url();
            assertThat(mail.getReceivedMessages()).hasSize(1);
            assertThat(program.output()).doesNotContain("mail_sent");
        } finally {
            mail.stop();
        }
    }
}
