package dev.watchtower.tracking.roads;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.watchtower.identity.Access;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts what was newly driven into the roads. */
@Configuration(proxyBeanMethods = false)
class RoadsJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** What is left after so many rounds waits for the next run. */
    private static final int MOST_ROUNDS = 20;

    @Bean
    Task<Void> countDrivenRoads(DrivenRoads roads) {
        return Tasks.recurring("count-driven-roads", FixedDelay.of(PAUSE))
                .execute((instance, context) ->
                        run(roads, () -> context.getSchedulerState().isShuttingDown()));
    }

    /** In turns, so that an organization with much to count does not hold up the others. */
    static void run(DrivenRoads roads, BooleanSupplier shuttingDown) {
        var counted = true;
        for (int round = 0; counted && round < MOST_ROUNDS; round++) {
            counted = false;
            for (var organization : roads.organizationsWithDrivenSteps()) {
                if (shuttingDown.getAsBoolean()) {
                    return;
                }
                counted |= Access.system(organization, roads::countNext);
            }
        }
    }
}
