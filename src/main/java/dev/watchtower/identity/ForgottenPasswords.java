package dev.watchtower.identity;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.RequestOrigin;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails links to who forgot the password. Whether there is such an account is found out by a job: who asks is answered the
 * same, after the same work, for whatever name.
 */
@Service
class ForgottenPasswords {
    private static final int MOST_LINKS = 5;
    private static final Duration IN = Duration.ofHours(1);
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final Users users;
    private final PasswordLinks links;
    private final MailSetUp mail;
    private final Audit audit;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ForgottenPasswords(
            Users users,
            PasswordLinks links,
            MailSetUp mail,
            Audit audit,
            SchedulerClient scheduler,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.mail = mail;
        this.audit = audit;
        this.scheduler = scheduler;
        this.events = events;
        this.clock = clock;
    }

    /** Has a link mailed to the person with this name or e-mail, if there is one. */
    void ask(String login) {
        var found = users.find(login).orElseGet(() -> new Users.Found(UUID.randomUUID(), UUID.randomUUID()));
        scheduler.scheduleIfNotExists(ForgottenPasswordJob.TASK
                .instance(Ids.next().toString())
                .data(new ForgottenPasswordJob.Data(
                        found.organization(),
                        found.user(),
                        RequestOrigin.current().orElse(null)))
                .scheduledTo(Instant.EPOCH)); // at once, by whatever clock the scheduler goes
    }

    /** Makes a link and wants it mailed, unless the person is nobody or got many lately; for each, one after the other. */
    @Transactional
    public void mail(UUID user) {
        if (mail.isReady()
                && users.lock(user)
                && links.mailedSince(user, clock.instant().minus(IN)) < MOST_LINKS) {
            var link = links.addForMail(user, VALIDITY);
            audit.recordByStranger(
                    "password.forget",
                    "user",
                    user,
                    Map.of("name", users.byId(user).orElseThrow().name()));
            events.publishEvent(new MailWanted(MailWanted.Kind.PASSWORD_RESET, Tenancy.organization(), link));
        }
    }
}
