package dev.watchtower.notify;

import dev.watchtower.identity.MailSetUp;
import jakarta.mail.internet.AddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    private static final int TLS_PORT = 465;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Of each answer, and of each write. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    @Bean
    MailSetUp mailSetUp(MailSettings settings) {
        return new MailSetUp(
                settings.isSet() ? Optional.of(settings.publicUrl().replaceFirst("/$", "")) : Optional.empty());
    }

    @Bean
    JavaMailSender mailSender(MailSettings settings) throws AddressException {
        var sender = new JavaMailSenderImpl();
        if (settings.isSet()) {
            sender.setHost(settings.host());
            sender.setPort(settings.port());
            sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
            if (!settings.user().isBlank()) {
                sender.setUsername(settings.user());
                sender.setPassword(settings.password());
            }
            sender.setJavaMailProperties(properties(settings));
        }
        return sender;
    }

    private static Properties properties(MailSettings settings) throws AddressException {
        var signsIn = !settings.user().isBlank();
        var properties = new Properties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(signsIn));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.port() == TLS_PORT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        // A password is told to nobody on the way.
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(signsIn && !isHere(settings.host())));
        properties.setProperty("mail.smtp.connectiontimeout", Long.toString(CONNECT_LIMIT.toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(ANSWER_LIMIT.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", Long.toString(ANSWER_LIMIT.toMillis()));
        // Or the ids of mails would tell the name of the account and of the machine.
        properties.setProperty("mail.from", settings.sender().getAddress());
        return properties;
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
