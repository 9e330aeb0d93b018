package dev.watchtower.tracking.playback;

import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.playback.PlaybackEvent.Kind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Playback")
@RestController
class PlaybackController {
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** Each holds a connection and some megabytes. */
    private static final int AT_ONCE = 8;

    private static final int LONGEST_EVERY = 3_600;
    private static final int SLOWEST_FAST = 20;
    private static final int FASTEST_FAST = 250;

    private static final int AT_ONCE_OF_ONE = 3;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<UUID, Semaphore> turnsOfOne = new ConcurrentHashMap<>();
    private final Playback playback;
    private final PlaybackEvents events;
    private final Clock clock;

    PlaybackController(Playback playback, PlaybackEvents events, Clock clock) {
        this.playback = playback;
        this.events = events;
        this.clock = clock;
    }

    @Operation(
            summary = "Stored positions of a span, window by window",
            description = "A window begins at `from` and ends, at `until`, when it holds about 20,000 positions; ask on"
                    + " with `next` as `from`. `every` (seconds) leaves out positions that come closer together;"
                    + " `beginnings` asks where each truck was before.")
    @GetMapping("/api/v1/playback")
    PlaybackWindow getPlayback(
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(required = false) @Nullable List<UUID> truckId,
            @RequestParam(defaultValue = "0") int every,
            @RequestParam(defaultValue = "false") boolean beginnings) {
        var span = PlayedSpan.of(from, to, clock.instant());
        if (every < 0 || every > LONGEST_EVERY) {
            throw Problem.badField("every", "must be from 0 to " + LONGEST_EVERY);
        }
        return inTurn(() -> playback.window(named(truckId), span, Duration.ofSeconds(every), beginnings));
    }

    @Operation(
            summary = "Stops, gaps and fast driving of a span",
            description = "Those that touch the span, truck after truck, up to 2,000 a page. `kinds` chooses among"
                    + " `stop`, `gap` and `fastDriving` (over `fastKph`).")
    @GetMapping("/api/v1/playback/events")
    ListPage<PlaybackEvent> listPlaybackEvents(
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(required = false) @Nullable List<UUID> truckId,
            @RequestParam(required = false) @Nullable List<String> kinds,
            @RequestParam(defaultValue = "90") int fastKph,
            @RequestParam(required = false) @Nullable String cursor) {
        var span = PlayedSpan.of(from, to, clock.instant());
        if (fastKph < SLOWEST_FAST || fastKph > FASTEST_FAST) {
            throw Problem.badField("fastKph", "must be from " + SLOWEST_FAST + " to " + FASTEST_FAST);
        }
        var wanted = kinds(kinds);
        var after = EventCursor.of(cursor);
        return inTurn(() -> events.page(named(truckId), span, wanted, fastKph, after));
    }

    private <T> T inTurn(Supplier<T> work) {
        var own = turnsOfOne.computeIfAbsent(Tenancy.organization(), organization -> new Semaphore(AT_ONCE_OF_ONE));
        return inTurn(own, () -> inTurn(turns, work));
    }

    private static <T> T inTurn(Semaphore turns, Supplier<T> work) {
        if (!turns.tryAcquire()) {
            throw Problem.unavailable("Too much is played at once. Try again shortly.", RETRY, null);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static List<UUID> named(@Nullable List<UUID> trucks) {
        return trucks == null ? List.of() : trucks;
    }

    private static Set<Kind> kinds(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            return EnumSet.allOf(Kind.class);
        }
        return words.stream()
                .map(word -> Arrays.stream(Kind.values())
                        .filter(kind -> kind.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> Problem.badField("kinds", "must be stop, gap or fastDriving")))
                .collect(Collectors.toSet());
    }
}
