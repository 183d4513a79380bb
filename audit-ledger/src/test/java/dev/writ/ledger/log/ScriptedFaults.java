package dev.writ.ledger.log;

import dev.writ.ledger.store.Faults;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails one kind of write the first few times and then no more. Off until switched on. */
final class ScriptedFaults implements Faults {
    private final Step step;
    private final Outcome outcome;
    private final AtomicInteger left = new AtomicInteger();

    ScriptedFaults(Step step, Outcome outcome) {
        this.step = step;
        this.outcome = outcome;
    }

    void arm(int times) {
        left.set(times);
    }

    boolean used() {
        return left.get() == 0;
    }

    @Override
    public Outcome at(Step now) {
        if (now == step && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return outcome;
        }
        return Outcome.WORKS;
    }
}
