package dev.writ.ledger.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between two tries. */
@FunctionalInterface
public interface Pause {
    /** Returns after the given time, or earlier when the thread is interrupted. */
    void pause(Duration time);

    /** Really waits. */
    static Pause real() {
        return time -> LockSupport.parkNanos(time.toNanos());
    }
}
