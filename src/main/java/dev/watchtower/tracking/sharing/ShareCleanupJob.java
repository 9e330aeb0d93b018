package dev.watchtower.tracking.sharing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.watchtower.identity.Access;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes links that ended a month ago. */
@Configuration(proxyBeanMethods = false)
class ShareCleanupJob {
    @Bean
    Task<Void> removeOldShares(Shares shares) {
        return Tasks.recurring("remove-old-shares", FixedDelay.of(Duration.ofHours(12)))
                .execute((instance, context) -> run(shares));
    }

    static void run(Shares shares) {
        shares.organizationsWithOld().forEach(organization -> Access.runSystem(organization, shares::removeOld));
    }
}
