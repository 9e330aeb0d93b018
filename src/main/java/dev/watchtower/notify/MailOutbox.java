package dev.watchtower.notify;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.watchtower.identity.MailSetUp;
import dev.watchtower.identity.MailWanted;
import dev.watchtower.platform.Ids;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has mails sent by a job, which commits with what made them wanted. */
@Component
class MailOutbox {
    private final MailSetUp setUp;
    private final SchedulerClient scheduler;
    private final Clock clock;

    MailOutbox(MailSetUp setUp, SchedulerClient scheduler, Clock clock) {
        this.setUp = setUp;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener
    void on(MailWanted wanted) {
        if (setUp.isReady()) {
            scheduler.scheduleIfNotExists(MailJob.TASK
                    .instance(Ids.next().toString())
                    .data(new MailJob.Data(wanted, 0))
                    .scheduledTo(clock.instant()));
        }
    }
}
