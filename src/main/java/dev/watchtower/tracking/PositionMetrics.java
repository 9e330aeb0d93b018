package dev.watchtower.tracking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationPredicate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** What operators watch of the road. */
@Component
class PositionMetrics {
    /** Counted over time, so that one stretch of it can be told from another. */
    private static final Duration[] LAGS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private record Answers(Counter accepted, Counter duplicates, Counter rejected) {
        Answers(MeterRegistry registry, Source source) {
            this(
                    counter(registry, source, "accepted"),
                    counter(registry, source, "duplicate"),
                    counter(registry, source, "rejected"));
        }

        private static Counter counter(MeterRegistry registry, Source source, String outcome) {
            return registry.counter("watchtower.positions", "source", source.word(), "outcome", outcome);
        }
    }

    private final MeterRegistry registry;
    private final Map<Source, Answers> answers = new EnumMap<>(Source.class);
    private final DistributionSummary commitFixes;
    private final Timer commits;
    private final DistributionSummary refoldFixes;
    private final Timer refolds;

    PositionMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (var source : Source.values()) {
            answers.put(source, new Answers(registry, source));
        }
        commitFixes = DistributionSummary.builder("watchtower.commit.positions")
                .description("Positions stored by one commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        commits = Timer.builder("watchtower.commit")
                .description("Time of one commit of positions")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        refoldFixes = DistributionSummary.builder("watchtower.refold.positions")
                .description("Stored positions read to fold one truck again")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        refolds = Timer.builder("watchtower.refold")
                .description("Time to fold one truck again")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void answered(Source source, IntakeAnswer answer) {
        var counters = Objects.requireNonNull(answers.get(source));
        counters.accepted().increment(answer.accepted());
        counters.duplicates().increment(answer.duplicates());
        counters.rejected().increment(answer.rejected().size());
    }

    void committed(int fixes, Duration time) {
        commitFixes.record(fixes);
        commits.record(time);
    }

    /** These were folded so long after they were stored. */
    void folded(List<Fix> fixes, Duration lag) {
        fixes.stream()
                .map(Fix::source)
                .distinct()
                .forEach(source -> Timer.builder("watchtower.fold.lag")
                        .description("Time from the commit of positions until they are folded")
                        .tag("source", source.word())
                        .serviceLevelObjectives(LAGS)
                        .register(registry)
                        .record(lag));
    }

    /** One truck was folded again from so many stored fixes. */
    void refolded(long fixes, Duration time) {
        refoldFixes.record(fixes);
        refolds.record(time);
    }

    /** A figure that is asked for when the metrics are read. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder("watchtower." + name, value).description(description).register(registry);
    }

    /** Positions are counted above; Spring's own observation of the request costs as much as reading its body. */
    @Configuration(proxyBeanMethods = false)
    static class Unobserved {
        @Bean
        ObservationPredicate positionsAreCountedHere() {
            return (name, context) -> !(context instanceof ServerRequestObservationContext request
                    && request.getCarrier() != null
                    && PositionController.PATH.equals(request.getCarrier().getRequestURI()));
        }
    }
}
