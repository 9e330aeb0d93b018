package dev.watchtower.identity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.watchtower.platform.Tenancy;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes twice a day what was over a week ago. */
@Configuration(proxyBeanMethods = false)
class SessionCleanupJob {
    @Bean
    Task<Void> removeOldSessions(SessionCleanup cleanup) {
        return Tasks.recurring("remove-old-sessions", FixedDelay.of(Duration.ofHours(12)))
                .execute((instance, context) -> run(cleanup));
    }

    static void run(SessionCleanup cleanup) {
        cleanup.organizations().forEach(organization -> Tenancy.run(organization, cleanup::removeOld));
    }
}
