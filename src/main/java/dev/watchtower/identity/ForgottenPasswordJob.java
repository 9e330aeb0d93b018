package dev.watchtower.identity;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.watchtower.platform.RequestOrigin;
import dev.watchtower.platform.Tenancy;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable job behind a forgotten password; one whose name was nobody's does nothing. */
@Configuration(proxyBeanMethods = false)
class ForgottenPasswordJob {
    /** @param origin of the request that asked for it, for the audit log */
    record Data(UUID organization, UUID user, @Nullable RequestOrigin origin) {}

    static final TaskDescriptor<Data> TASK = TaskDescriptor.of("forgotten-password", Data.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** The scheduler is made of its tasks, and the service needs the scheduler: so it is asked for when the job runs. */
    @Bean
    Task<Data> forgottenPassword(ObjectProvider<ForgottenPasswords> passwords) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    var data = instance.getData();
                    var origin = data.origin();
                    if (origin == null) {
                        mail(passwords.getObject(), data);
                    } else {
                        origin.serve(() -> mail(passwords.getObject(), data));
                    }
                });
    }

    private static @Nullable Void mail(ForgottenPasswords passwords, Data data) {
        Tenancy.run(data.organization(), () -> passwords.mail(data.user()));
        return null;
    }
}
