package dev.watchtower.tracking.roads;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.watchtower.identity.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts what was newly driven into the roads. */
@Configuration(proxyBeanMethods = false)
class RoadsJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** What is left after so many rounds waits for the next run. */
    private static final int MOST_ROUNDS = 20;
    /** In a rush a run ends after so long. */
    private static final Duration IN_RUSH = Duration.ofMillis(500);

    @Bean
    Task<Void> countDrivenRoads(DrivenRoads roads, Rush rush) {
        return Tasks.recurring("count-driven-roads", FixedDelay.of(PAUSE)).execute((instance, context) -> {
            var end = System.nanoTime() + IN_RUSH.toNanos();
            run(
                    roads,
                    () -> context.getSchedulerState().isShuttingDown() || rush.isOn() && System.nanoTime() - end > 0);
        });
    }

    /** In turns, so that an organization with much to count does not hold up the others. */
    static void run(DrivenRoads roads, BooleanSupplier enough) {
        var counted = true;
        for (int round = 0; counted && round < MOST_ROUNDS; round++) {
            counted = false;
            for (var organization : shuffled(roads.organizationsWithDrivenSteps())) {
                if (enough.getAsBoolean()) {
                    return;
                }
                counted |= Access.system(organization, roads::countNext);
            }
        }
    }

    /** Where a run ends early, the next one begins with another. */
    private static List<UUID> shuffled(List<UUID> organizations) {
        var any = new ArrayList<>(organizations);
        Collections.shuffle(any);
        return any;
    }
}
