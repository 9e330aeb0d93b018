package dev.watchtower.tracking;

import dev.watchtower.fleet.TruckKeys;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The one way in for positions, whoever brings them: checks each, finds its truck, has the good ones recorded, and
 * answers when they are stored for good and seen by everyone.
 */
@Service
public class PositionIntake {
    private static final int NAME_SHOWN = 64;

    private final IntakeLimit limit;
    private final PositionCheck check;
    private final TruckLookup lookup;
    private final PositionRecorder recorder;
    private final PositionMetrics metrics;
    private final Clock clock;

    PositionIntake(
            IntakeLimit limit,
            PositionCheck check,
            TruckLookup lookup,
            PositionRecorder recorder,
            PositionMetrics metrics,
            Clock clock) {
        this.limit = limit;
        this.check = check;
        this.lookup = lookup;
        this.recorder = recorder;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Takes in what a sender of this thread's organization sent.
     *
     * @throws Problem 503 when nothing of it could be stored for now, 429 when the organization sends more than is taken of
     *     one; the same can be sent again without harm
     */
    public IntakeAnswer accept(Source source, List<? extends Received> received) {
        return accept(source, received, null);
    }

    /**
     * As {@link #accept(Source, List)}, keeping the feed's place with what is stored.
     *
     * @throws Problem 409 when the feed has been read on by someone else
     */
    public IntakeAnswer accept(Source source, List<? extends Received> received, @Nullable Checkpoint step) {
        Access.require(Permission.POSITIONS_WRITE);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var organization = Tenancy.organization();
        limit.take(organization, received.size());
        var trucks = trucks(received);
        var fixes = new ArrayList<Fix>(received.size());
        var refusals = new ArrayList<IntakeAnswer.Refusal>();
        for (int index = 0; index < received.size(); index++) {
            switch (received.get(index)) {
                case Received.Unreadable unreadable ->
                    refusals.add(new IntakeAnswer.Refusal(index, unreadable.reason()));
                case PositionReport report -> {
                    var truck = trucks[index];
                    var refusal = check.refusal(report).orElseGet(() -> refusal(report, truck));
                    if (refusal == null && truck != null) {
                        fixes.add(fix(report, truck.id(), organization, now, source));
                    } else {
                        refusals.add(new IntakeAnswer.Refusal(index, String.valueOf(refusal)));
                    }
                }
            }
        }
        try {
            var answer = recorder.record(new PositionRecorder.Batch(organization, fixes, refusals, step));
            metrics.answered(source, answer);
            return answer;
        } catch (Problem problem) {
            limit.giveBack(organization, received.size());
            throw problem;
        }
    }

    /** Whether this process takes positions in just now; of several on one database, one does. */
    public boolean isOpen() {
        return recorder.isOpen();
    }

    /** Whether a feed that can wait should go on now: not while this thread's organization sends about all it may. */
    public boolean hasAmpleRoom() {
        return limit.hasAmpleRoom(Tenancy.organization());
    }

    /** The truck that each means, null where there is none. */
    private @Nullable TruckKeys[] trucks(List<? extends Received> received) {
        var trucks = new @Nullable TruckKeys[received.size()];
        var strange = find(received, lookup.known(), trucks);
        if (!strange.isEmpty()) {
            find(received, lookup.names(strange), trucks);
        }
        return trucks;
    }

    /** The names that were not found. */
    private static Set<String> find(
            List<? extends Received> received, Map<String, TruckKeys> names, @Nullable TruckKeys[] trucks) {
        var strange = new HashSet<String>();
        for (int index = 0; index < trucks.length; index++) {
            if (received.get(index) instanceof PositionReport report) {
                trucks[index] = names.get(report.truck());
                if (trucks[index] == null) {
                    strange.add(report.truck());
                }
            }
        }
        return strange;
    }

    private static @Nullable String refusal(PositionReport report, @Nullable TruckKeys truck) {
        if (truck == null) {
            var name = report.truck();
            return "there is no truck " + (name.length() <= NAME_SHOWN ? name : name.substring(0, NAME_SHOWN) + "…");
        }
        return truck.archived()
                ? "truck " + truck.truckNumber() + " is archived: restore it to take its positions"
                : null;
    }

    private static Fix fix(PositionReport report, UUID truck, UUID organization, Instant now, Source source) {
        return new Fix(
                truck,
                organization,
                report.recordedAt().truncatedTo(ChronoUnit.MILLIS),
                now,
                new GeoPoint(report.latitude(), report.longitude()),
                report.speedKph(),
                report.headingDegrees(),
                report.ignition(),
                report.odometerKm(),
                report.accuracyMeters(),
                source);
    }
}
