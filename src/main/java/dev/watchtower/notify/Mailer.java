package dev.watchtower.notify;

import dev.watchtower.identity.Mail;
import dev.watchtower.identity.MailSource;
import dev.watchtower.identity.MailWanted;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends a mail by SMTP, once its words are asked for. */
@Component
class Mailer {
    private static final Logger log = LoggerFactory.getLogger(Mailer.class);

    /** What became of a mail. */
    enum Outcome {
        SENT,
        /** By now nobody wants it any more. */
        UNWANTED,
        /** The server knows no such recipient, and will not. */
        REFUSED,
        FAILED
    }

    private final MailSettings settings;
    private final JavaMailSender sender;
    private final Map<MailWanted.Kind, MailSource> sources;
    private final MeterRegistry metrics;

    Mailer(MailSettings settings, JavaMailSender sender, List<MailSource> sources, MeterRegistry metrics) {
        this.settings = settings;
        this.sender = sender;
        this.sources = sources.stream().collect(Collectors.toMap(MailSource::kind, Function.identity()));
        this.metrics = metrics;
    }

    Outcome send(MailWanted wanted) {
        var timer = Timer.start(metrics);
        var source = Objects.requireNonNull(sources.get(wanted.kind()));
        var outcome = source.compose(wanted).map(mail -> send(mail, wanted)).orElse(Outcome.UNWANTED);
        timer.stop(Timer.builder("watchtower.mail")
                .description("Mails, by what became of them")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(metrics));
        return outcome;
    }

    private Outcome send(Mail mail, MailWanted wanted) {
        try {
            sender.send(message(mail));
            log.info("mail_sent kind={} subject={}", wanted.kind(), wanted.subject());
            return Outcome.SENT;
        } catch (AddressException e) {
            return refused(wanted);
        } catch (MailException | MessagingException e) {
            if (isRefused(e)) {
                return refused(wanted);
            }
            log.warn("mail_failed kind={} subject={} cause={}", wanted.kind(), wanted.subject(), cause(e));
            return Outcome.FAILED;
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = sender.createMimeMessage();
        message.setFrom(settings.sender());
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(new Date());
        message.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office answers (RFC 3834)
        return message;
    }

    private static Outcome refused(MailWanted wanted) {
        log.warn("mail_refused kind={} subject={}", wanted.kind(), wanted.subject());
        return Outcome.REFUSED;
    }

    private static boolean isRefused(Exception e) {
        return failure(e) instanceof SendFailedException refusal
                && refusal.getInvalidAddresses() != null
                && refusal.getInvalidAddresses().length > 0;
    }

    /** What went wrong with the one mail. */
    private static Exception failure(Exception e) {
        return e instanceof MailSendException sent && sent.getMessageExceptions().length > 0
                ? sent.getMessageExceptions()[0]
                : e;
    }

    /** Without the recipient, whom a mail server's words may name. */
    private static String cause(Exception e) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure(e));
        return cause instanceof IOException || e instanceof MailAuthenticationException
                ? cause.toString()
                : cause.getClass().getSimpleName();
    }
}
