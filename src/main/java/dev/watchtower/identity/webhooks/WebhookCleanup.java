package dev.watchtower.identity.webhooks;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.watchtower.identity.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets which deliveries came a week ago; by then those with a time are refused as late. */
@Configuration(proxyBeanMethods = false)
class WebhookCleanup {
    private static final Duration KEPT = Duration.ofDays(7);

    @Bean
    Task<Void> forgetOldDeliveries(WebhookRepository repository, PlatformTransactionManager transactions, Clock clock) {
        return Tasks.recurring("forget-webhook-deliveries", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> run(repository, new TransactionTemplate(transactions), clock));
    }

    static void run(WebhookRepository repository, TransactionTemplate transaction, Clock clock) {
        var oldest = OffsetDateTime.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC);
        for (var organization : repository.organizationsWithDeliveriesBefore(oldest)) {
            Access.runSystem(
                    organization,
                    () -> transaction.executeWithoutResult(status -> repository.forgetDeliveriesBefore(oldest)));
        }
    }
}
