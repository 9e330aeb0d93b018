package dev.watchtower.feeds.csv;

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

/** The durable job that reads an import. One that fails or dies is taken up again, from where it was. */
@Configuration(proxyBeanMethods = false)
class ImportJob {
    record Data(UUID organization, UUID importId) {}

    static final TaskDescriptor<Data> TASK = TaskDescriptor.of("position-import", Data.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** The scheduler is made of its tasks, and the worker needs the scheduler: so the worker is asked for when it runs. */
    @Bean
    Task<Data> positionImport(ObjectProvider<ImportWorker> worker) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    var data = instance.getData();
                    Access.runSystem(
                            data.organization(),
                            () -> worker.getObject()
                                    .work(
                                            data.importId(),
                                            () -> context.getSchedulerState().isShuttingDown()));
                });
    }
}
