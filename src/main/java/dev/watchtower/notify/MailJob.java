package dev.watchtower.notify;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.watchtower.identity.MailWanted;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The durable job that sends a mail. It is tried again, after longer and longer pauses, for about a day. A process that
 * dies between the mail server's taking the mail and our noting so sends it twice.
 */
@Configuration(proxyBeanMethods = false)
class MailJob {
    /** @param tries that failed */
    record Data(MailWanted wanted, int tries) {}

    static final TaskDescriptor<Data> TASK = TaskDescriptor.of("mail", Data.class);
    private static final Logger log = LoggerFactory.getLogger(MailJob.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 15;
    private static final Duration NEXT_TURN = Duration.ofSeconds(1);

    /** One at a time: jobs share few threads, and a mail server that hangs shall not hold up the others. */
    private final Semaphore turn = new Semaphore(1);

    @Bean
    Task<Data> mail(ObjectProvider<Mailer> mailer) {
        return Tasks.custom(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(FIRST_RETRY)) // before it could be sent
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    if (!turn.tryAcquire()) {
                        return again(instance.getData(), NEXT_TURN);
                    }
                    try {
                        return after(mailer.getObject().send(instance.getData().wanted()), instance.getData());
                    } finally {
                        turn.release();
                    }
                });
    }

    private static CompletionHandler<Data> after(Mailer.Outcome outcome, Data data) {
        return switch (outcome) {
            case SENT, UNWANTED, REFUSED -> (done, operations) -> operations.remove();
            case FAILED -> {
                var tries = data.tries() + 1;
                if (tries == MOST_TRIES) {
                    log.error(
                            "mail_given_up kind={} subject={}",
                            data.wanted().kind(),
                            data.wanted().subject());
                    yield (done, operations) -> operations.remove();
                }
                yield again(new Data(data.wanted(), tries), FIRST_RETRY.multipliedBy(1L << data.tries()));
            }
        };
    }

    private static CompletionHandler<Data> again(Data data, Duration pause) {
        return (done, operations) ->
                operations.reschedule(done, done.getTimeDone().plus(pause), data);
    }
}
