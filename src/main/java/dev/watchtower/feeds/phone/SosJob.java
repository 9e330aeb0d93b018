package dev.watchtower.feeds.phone;

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

/** The durable job that tells of a call for help: it commits with the call, and goes on until the call is told. */
@Configuration(proxyBeanMethods = false)
class SosJob {
    record Data(UUID organization, UUID call) {}

    static final TaskDescriptor<Data> TASK = TaskDescriptor.of("sos-call", Data.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** The scheduler is made of its tasks, and the calls need the scheduler: so they are asked for when it runs. */
    @Bean
    Task<Data> sosCall(ObjectProvider<SosCalls> calls) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    var data = instance.getData();
                    Access.runSystem(
                            data.organization(), () -> calls.getObject().tell(data.call()));
                });
    }
}
