package dev.watchtower.identity.keys;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.watchtower.platform.Tenancy;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every few hours for keys that expire soon. */
@Configuration(proxyBeanMethods = false)
class KeyNoticeJob {
    /** The scheduler is made of its tasks, and mails need the scheduler: so the notices are asked for when it runs. */
    @Bean
    Task<Void> tellOfExpiringKeys(ObjectProvider<KeyNotices> notices) {
        return Tasks.recurring("tell-of-expiring-keys", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) -> run(notices.getObject()));
    }

    static void run(KeyNotices notices) {
        notices.organizations().forEach(organization -> Tenancy.run(organization, notices::tell));
    }
}
