package dev.watchtower.tracking;

import dev.watchtower.platform.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How many positions the requests under way may hold in memory together, from when they are read until they are answered:
 * what is too much is refused before memory grows, however many send at once.
 */
@Component
final class IntakeRoom {
    /** As read, as checked, and as a row of the table, generously. */
    private static final int BYTES_A_POSITION = 1_000;
    /** Of all memory. */
    private static final int SHARE = 4;

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final long most;
    private final AtomicLong held = new AtomicLong();

    @Autowired
    IntakeRoom() {
        this(Runtime.getRuntime().maxMemory() / SHARE / BYTES_A_POSITION);
    }

    IntakeRoom(long most) {
        this.most = most;
    }

    /** For one request, which gives back what it took when it ends. */
    Place enter() {
        return new Place();
    }

    final class Place implements AutoCloseable {
        private int taken;

        /**
         * Makes room for one more position.
         *
         * @throws Problem 503 where there is none
         */
        void take() {
            taken++;
            if (held.incrementAndGet() > most) {
                throw Problem.unavailable("More positions arrive at once than there is memory for.", RETRY, null);
            }
        }

        @Override
        public void close() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
