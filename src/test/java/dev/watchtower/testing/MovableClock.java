package dev.watchtower.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes with the machine's, as many hours ahead or behind as a test says, or stands still. */
public final class MovableClock extends Clock {
    private final AtomicReference<Clock> clock = new AtomicReference<>(Clock.systemUTC());

    public void move(Duration by) {
        clock.updateAndGet(now -> offset(now, by));
    }

    public void standAt(Instant time) {
        clock.set(fixed(time, ZoneOffset.UTC));
    }

    /** As the machine's again. */
    public void goRight() {
        clock.set(systemUTC());
    }

    @Override
    public Instant instant() {
        return clock.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
