package dev.watchtower.feeds.sample;

import dev.watchtower.feeds.sample.simulation.Plan;
import dev.watchtower.feeds.sample.simulation.SampleFix;
import dev.watchtower.feeds.sample.simulation.Simulation;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Organizations;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.PositionIntake;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Hands in what the sample's trackers sent: their past as fast as it is taken, then each second what arrived. What was
 * not answered is handed in again; of several processes the one that takes positions does it.
 */
@Component
class SampleFeeder implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SampleFeeder.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofHours(2);
    /** Repeats after a crash do no harm, so a place need not be kept each second. */
    private static final Duration KEEP_EVERY = Duration.ofSeconds(20);

    /** So late the feeding may begin and still begin where the sample does. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** A simulation under way. */
    private static final class Ride {
        final SampleFleet fleet;
        final Simulation simulation;
        Instant fedTo;
        Instant keptTo;

        Ride(SampleFleet fleet, Instant from) {
            this.fleet = fleet;
            this.simulation = new Simulation(new Plan(fleet.seed()), fleet.seed(), fleet.zone(), from);
            this.fedTo = from;
            this.keptTo = fleet.fedTo();
        }
    }

    private final SampleSettings settings;
    private final Organizations organizations;
    private final SampleFleets fleets;
    private final PositionIntake intake;
    private final Clock clock;
    private @Nullable Thread thread;
    private volatile boolean running;
    private @Nullable Ride ride; // of the thread alone

    SampleFeeder(
            SampleSettings settings,
            Organizations organizations,
            SampleFleets fleets,
            PositionIntake intake,
            Clock clock) {
        this.settings = settings;
        this.organizations = organizations;
        this.fleets = fleets;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        if (settings.mode() != SampleSettings.Mode.OFF) {
            thread = Thread.ofPlatform().name("sample-feeder").start(this::work);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            var more = false;
            try {
                var organization = organizations.first().orElse(null);
                more = organization != null && Access.system(organization, this::feed);
            } catch (Problem | DataAccessException | TransactionException e) {
                log.info("sample_not_fed cause={}", e.toString());
                ride = null; // begins again where the last answer was kept
            } catch (RuntimeException | Error e) { // this thread is the only one that feeds
                log.error("sample_feeder_failed", e);
                ride = null;
            }
            if (!more) {
                LockSupport.parkNanos(BEAT.toNanos());
            }
        }
        keepPlace();
    }

    /** So that the next start has nothing to repeat. */
    private void keepPlace() {
        var last = ride;
        ride = null;
        try {
            organizations
                    .first()
                    .filter(o -> last != null)
                    .ifPresent(organization ->
                            Access.runSystem(organization, () -> fleets.keepFedTo(Objects.requireNonNull(last).fedTo)));
        } catch (DataAccessException | TransactionException e) {
            log.info("sample_place_not_kept cause={}", e.toString());
        }
    }

    /** Feeds one step; whether there is more to feed at once. */
    private boolean feed() {
        var fleet = fleets.find().filter(SampleFleet::drives).orElse(null);
        if (fleet == null || !intake.isOpen()) {
            ride = null;
            return false;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (ride == null) {
            var oldest = now.minus(SampleFleets.PAST).minus(START_LIMIT);
            ride = new Ride(fleet, fleet.fedTo().isBefore(oldest) ? oldest : fleet.fedTo());
        }
        var step = ride;
        var to = now.isBefore(step.fedTo.plus(STEP)) ? now : step.fedTo.plus(STEP);
        if (!to.isAfter(step.fedTo) || !intake.hasAmpleRoom()) {
            return false;
        }
        var reports = step.simulation.until(to).stream()
                .map(fix -> report(step.fleet, fix))
                .toList();
        var rejected = intake.accept(Source.SAMPLE, reports).rejected().size();
        if (rejected > 0 && rejected == reports.size()) {
            ride = null; // another process made the trucks just now, or someone archived them all: look again
            return false;
        }
        step.fedTo = to;
        var isBehind = to.isBefore(now);
        if (isBehind || fleet.state() == SampleFleet.State.MAKING || !to.isBefore(step.keptTo.plus(KEEP_EVERY))) {
            fleets.keepFedTo(to);
            step.keptTo = to;
        }
        return isBehind;
    }

    /** By the truck's id: its number may be another truck's by now. */
    private static PositionReport report(SampleFleet fleet, SampleFix fix) {
        return new PositionReport(
                fleet.trucks().get(fix.truck()).toString(),
                Instant.ofEpochSecond(fix.second()),
                fix.latitude(),
                fix.longitude(),
                fix.speedKph(),
                fix.headingDegrees(),
                fix.ignition(),
                fix.odometerKm(),
                fix.accuracyMeters());
    }
}
