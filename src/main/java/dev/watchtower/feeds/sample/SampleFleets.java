package dev.watchtower.feeds.sample;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.watchtower.feeds.sample.SampleFleet.State;
import dev.watchtower.feeds.sample.simulation.Plan;
import dev.watchtower.fleet.SampleTruck;
import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Organizations;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sample fleet of the organization on whose behalf the thread works. */
@Service
class SampleFleets {
    /** So much of the past is made, and so much of a downtime filled in. */
    static final Duration PAST = Duration.ofDays(7);

    private static final long SEED = 7;
    private static final String COMPANY = "Sample fleet";
    private static final String TRAILER = "13.6 m";

    private final SampleRepository repository;
    private final Trucks trucks;
    private final Organizations organizations;
    private final SchedulerClient scheduler;
    private final Audit audit;
    private final Clock clock;

    SampleFleets(
            SampleRepository repository,
            Trucks trucks,
            Organizations organizations,
            SchedulerClient scheduler,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.trucks = trucks;
        this.organizations = organizations;
        this.scheduler = scheduler;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<SampleFleet> find() {
        Access.require(Permission.TRUCKS_READ);
        return repository.find();
    }

    /** Makes the trucks, unless a sample was made before; what they did and do comes from the {@link SampleFeeder}. */
    @Transactional
    public void make(boolean besideOthers) {
        Access.require(Permission.SAMPLE_WRITE);
        repository.awaitOtherStarts();
        if (repository.find().isPresent() || !besideOthers && trucks.any()) {
            return;
        }
        var ids = trucks.addSample(new Plan(SEED)
                .trucks().stream()
                        .map(truck -> new SampleTruck(
                                truck.number(),
                                COMPANY,
                                TRAILER,
                                truck.terminal().name()))
                        .toList());
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var since = now.minus(PAST);
        repository.insert(new SampleFleet(State.MAKING, SEED, organizations.zone(), ids, since, since, now, 0, 0));
        audit.record("sample-fleet.make", "sample-fleet", null, null, Map.of("trucks", ids.size()));
    }

    @Transactional
    public void keepFedTo(Instant fedTo) {
        repository.keepFedTo(fedTo);
    }

    /**
     * Has the sample removed by a job; from now on its trucks take no more positions.
     *
     * @throws Problem 404 where there is none
     */
    @Transactional
    public void remove() {
        Access.require(Permission.SAMPLE_WRITE);
        var state = repository.find().map(SampleFleet::state).orElse(State.NONE);
        switch (state) {
            case NONE, REMOVED ->
                throw Problem.of(HttpStatus.NOT_FOUND, "sample-not-found", "There is no sample fleet.");
            case REMOVING -> {}
            case MAKING, DRIVING -> {
                repository.move(State.REMOVING);
                trucks.archiveSample();
                audit.record("sample-fleet.remove", "sample-fleet", null, null, null);
                var data = new SampleRemovalJob.Data(Tenancy.organization());
                scheduler.scheduleIfNotExists(SampleRemovalJob.TASK
                        .instance(data.organization().toString())
                        .data(data)
                        .scheduledTo(Instant.EPOCH)); // at once, by whatever clock the scheduler goes
            }
        }
    }

    @Transactional
    public void keepErased(long toErase, long erased) {
        repository.keepErased(toErase, erased);
    }

    /** The trucks go, of which nothing else is stored any more. */
    @Transactional
    public void endRemoval() {
        trucks.deleteSample();
        repository.move(State.REMOVED);
        audit.record("sample-fleet.erase", "sample-fleet", null, null, null);
    }
}
