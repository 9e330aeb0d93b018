package dev.watchtower.feeds.phone;

import dev.watchtower.fleet.TruckKeys;
import dev.watchtower.platform.Problem;
import dev.watchtower.tracking.GeoPoint;
import dev.watchtower.tracking.PositionCheck;
import dev.watchtower.tracking.PositionIntake;
import dev.watchtower.tracking.PositionReport;
import dev.watchtower.tracking.Source;
import dev.watchtower.tracking.TruckLookup;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Takes in what phones of this thread's organization sent. When it returns, all of it that will ever be taken in is
 * stored; phones repeat the head of their queue for ever, so what never will is counted and let go.
 */
@Service
class PhoneIntake {
    /** As long as a truck's device id may be. */
    private static final int LONGEST_ID = 64;

    private final TruckLookup trucks;
    private final PhoneLimit limit;
    private final SosCalls calls;
    private final PositionIntake intake;
    private final PositionCheck check;
    private final PhoneDevices phones;
    private final UnknownDevices unknown;
    private final Clock clock;

    PhoneIntake(
            TruckLookup trucks,
            PhoneLimit limit,
            SosCalls calls,
            PositionIntake intake,
            PositionCheck check,
            PhoneDevices phones,
            UnknownDevices unknown,
            Clock clock) {
        this.trucks = trucks;
        this.limit = limit;
        this.calls = calls;
        this.intake = intake;
        this.check = check;
        this.phones = phones;
        this.unknown = unknown;
        this.clock = clock;
    }

    /**
     * @param token by which they came, if any
     * @throws Problem 404 where a device is unknown, the others' messages being stored; 429 where one sends too much,
     *     or too many are unknown; 503 where nothing can be stored just now
     */
    void accept(List<PhoneMessage> messages, @Nullable UUID token) {
        if (token != null) {
            limit.takeByToken(token, messages.size());
        }
        var byDevice =
                messages.stream().collect(Collectors.groupingBy(message -> Objects.requireNonNull(message.deviceId())));
        if (trucks.mayBeStrange(byDevice.keySet())) {
            limit.takeStranger();
        }
        var names = trucks.names(byDevice.keySet());
        var strangers = new ArrayList<String>();
        var known = new ArrayList<Sent>();
        byDevice.forEach((device, some) -> {
            var truck = names.get(device);
            if (truck != null && truck.deviceIds().contains(device)) {
                known.add(new Sent(device, truck, some));
            } else {
                strangers.add(device);
            }
        });
        known.forEach(sent -> limit.take(sent.device(), sent.messages().size()));
        known.forEach(this::keepCalls);
        var news = known.stream().map(this::store).toList();
        if (!news.isEmpty()) {
            phones.keep(news, token);
        }
        if (!strangers.isEmpty()) {
            strangers.forEach(device -> note(device, Objects.requireNonNull(byDevice.get(device)), token));
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "device-unknown",
                    "No truck has this device yet. It waits on the page of phones to be given to one.");
        }
    }

    private record Sent(String device, TruckKeys truck, List<PhoneMessage> messages) {}

    /** Before anything else can fail: an app may send its call only once. */
    private void keepCalls(Sent sent) {
        var some = sent.messages().stream().filter(PhoneMessage::sos).toList();
        if (!some.isEmpty()) {
            calls.keep(sent.truck().id(), sent.device(), some);
        }
    }

    private PhoneDevices.News store(Sent sent) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var dropped = new EnumMap<DropReason, Long>(DropReason.class);
        var reports = new ArrayList<PositionReport>();
        for (var message : sent.messages()) {
            if (message.fault() != null) {
                dropped.merge(message.fault(), 1L, Long::sum);
            } else if (message.point() != null && sent.truck().archived()) {
                dropped.merge(DropReason.ARCHIVED, 1L, Long::sum);
            } else if (message.point() != null) {
                reports.add(report(sent.truck(), message, message.point(), now));
            }
        }
        return new PhoneDevices.News(
                sent.device(), store(reports, now, dropped), reading(sent.messages(), now), dropped);
    }

    /** The time of the newest that was taken in. */
    private @Nullable Instant store(List<PositionReport> reports, Instant now, Map<DropReason, Long> dropped) {
        if (reports.isEmpty()) {
            return null;
        }
        var refused = new HashSet<Integer>();
        for (var refusal : intake.accept(Source.PHONE, reports).rejected()) {
            refused.add(refusal.index());
            dropped.merge(reason(reports.get(refusal.index()), now), 1L, Long::sum);
        }
        return IntStream.range(0, reports.size())
                .filter(index -> !refused.contains(index))
                .mapToObj(index -> reports.get(index).recordedAt())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Why it was refused: a report at which nothing is wrong is so for its truck, archived since it was looked up. */
    DropReason reason(PositionReport refused, Instant now) {
        if (check.refusal(refused).isEmpty()) {
            return DropReason.ARCHIVED;
        }
        return refused.recordedAt().isAfter(now) ? DropReason.AHEAD : DropReason.TOO_OLD;
    }

    private static PositionReport report(TruckKeys truck, PhoneMessage message, GeoPoint point, Instant now) {
        return new PositionReport(
                truck.id().toString(),
                message.time() == null ? now : message.time(),
                point.latitude(),
                point.longitude(),
                message.speedKph(),
                message.headingDegrees(),
                message.ignition(),
                null,
                message.accuracyMeters());
    }

    private static @Nullable PhoneMessage reading(List<PhoneMessage> messages, Instant now) {
        return messages.stream()
                .filter(PhoneMessage::hasReading)
                .max(Comparator.comparing(message -> Objects.requireNonNullElse(message.time(), now)))
                .orElse(null);
    }

    private void note(String device, List<PhoneMessage> messages, @Nullable UUID token) {
        if (device.length() <= LONGEST_ID && limit.mayNote()) {
            unknown.note(device, messages.getLast().point(), token);
        }
    }
}
