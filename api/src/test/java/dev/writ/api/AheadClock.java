package dev.writ.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is ahead of the real one by what the test says. */
public final class AheadClock extends Clock {
    private final AtomicReference<Duration> by = new AtomicReference<>(Duration.ZERO);

    /** Is ahead by exactly this. */
    public void by(Duration time) {
        by.set(time);
    }

    /** Moves on by this. */
    public void forward(Duration time) {
        by.accumulateAndGet(time, Duration::plus);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(by.get());
    }
}
