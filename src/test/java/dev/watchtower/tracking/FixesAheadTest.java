package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FixesAheadTest {
    private final UUID truck = new UUID(0, 1);
    private final UUID other = new UUID(0, 2);
    private final FixesAhead ahead = new FixesAhead(3);

    @Test
    void whatIsHeldComesInTheOrderOfTime() {
        add(truck, 30, 10, 20);
        assertThat(due(9)).isEmpty();
        assertThat(due(20)).containsExactly("1 at 10", "1 at 20");
        assertThat(due(30)).containsExactly("1 at 30");
        assertThat(due(100)).isEmpty();
    }

    @Test
    void ofWhatIsTooMuchOnlyTheFirstTimeOfEachTruckIsKnown() {
        add(truck, 10, 20, 30);
        add(other, 25);
        for (int at = 1_000; at >= 40; at--) {
            add(truck, at);
            add(other, at);
        }
        add(other, 500);
        assertThat(due(1_000))
                .containsExactly("1 at 10", "1 at 20", "2 in store from 25", "1 at 30", "1 in store from 40");
        assertThat(due(1_000)).isEmpty();
    }

    @Test
    void anEarlierMarkTakesThePlaceOfALaterOne() {
        ahead.mark(50, truck);
        ahead.mark(20, truck);
        ahead.mark(70, truck);
        assertThat(due(100)).containsExactly("1 in store from 20");
    }

    @Test
    void anErasedTruckIsForgotten() {
        add(truck, 10);
        add(other, 10);
        ahead.mark(20, truck);
        ahead.forget(Set.of(truck));
        assertThat(due(100)).containsExactly("2 at 10");
        ahead.mark(20, truck);
        assertThat(due(100)).containsExactly("1 in store from 20");
    }

    private void add(UUID whose, int... times) {
        for (var at : times) {
            ahead.add(new Fix(
                    whose,
                    new UUID(0, 0),
                    Instant.ofEpochMilli(at),
                    Instant.EPOCH,
                    new GeoPoint(38, 23),
                    null,
                    null,
                    null,
                    null,
                    null,
                    Source.API));
        }
    }

    private List<String> due(long now) {
        var all = new ArrayList<String>();
        for (var due = ahead.next(now); due != null; due = ahead.next(now)) {
            all.add(due.truck().getLeastSignificantBits()
                    + (due.fix() == null ? " in store from " : " at ")
                    + due.at());
        }
        return all;
    }
}
