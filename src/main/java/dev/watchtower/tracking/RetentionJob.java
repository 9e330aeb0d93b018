package dev.watchtower.tracking;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Drops positions older than the retention span, month by month. */
@Configuration(proxyBeanMethods = false)
class RetentionJob {
    @Bean
    Task<Void> dropOldPositions(Partitions partitions, PositionCheck check) {
        return Tasks.recurring("drop-old-positions", FixedDelay.of(Duration.ofHours(12)))
                .execute((instance, context) -> {
                    try {
                        partitions.dropBefore(check.oldest());
                    } catch (SQLException e) {
                        throw new IllegalStateException("old positions could not be dropped; tried again later", e);
                    }
                });
    }
}
