package dev.watchtower.tracking.roads;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells when positions are stored so fast that what has time is to leave the machine to them. */
@Component
public class Rush {
    /** As many as 30,000 trucks send that report each half minute. */
    private static final int POSITIONS_A_SECOND = 1_000;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Ticker ticker;
    private long second;
    private int now;
    private int before;

    Rush(Ticker ticker) {
        this.ticker = ticker;
    }

    /** So many positions were stored just now. */
    public synchronized void stored(int positions) {
        turn();
        now += positions;
    }

    /** Whether the last second, or this one already, had many. */
    public synchronized boolean isOn() {
        turn();
        return Math.max(now, before) >= POSITIONS_A_SECOND;
    }

    private void turn() {
        var current = Math.floorDiv(ticker.read(), SECOND);
        if (current != second) {
            before = current == second + 1 ? now : 0;
            now = 0;
            second = current;
        }
    }
}
