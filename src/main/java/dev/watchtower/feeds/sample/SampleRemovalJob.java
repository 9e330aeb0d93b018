package dev.watchtower.feeds.sample;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.watchtower.identity.Access;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable job that removes a sample fleet. One that fails or dies is taken up again. */
@Configuration(proxyBeanMethods = false)
class SampleRemovalJob {
    record Data(UUID organization) {}

    static final TaskDescriptor<Data> TASK = TaskDescriptor.of("sample-removal", Data.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    @Bean
    Task<Data> sampleRemovalTask(ObjectProvider<SampleRemoval> removal) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> Access.runSystem(
                        instance.getData().organization(),
                        () -> removal.getObject()
                                .work(() -> context.getSchedulerState().isShuttingDown())));
    }
}
