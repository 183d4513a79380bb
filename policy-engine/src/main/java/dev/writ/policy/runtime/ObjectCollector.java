package dev.writ.policy.runtime;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/**
 * Collects entries; two values for one key must be equal. Equal numbers can still be written differently, and of those a rule
 * keeps the first and a comprehension the last, as in OPA.
 */
final class ObjectCollector implements Collector {

    private final RegoObject.Builder entries = RegoObject.builder();
    private final Meter meter;
    private @Nullable Span last;
    private final boolean keepFirst;

    ObjectCollector(Meter meter, boolean keepFirst) {
        this.meter = meter;
        this.keepFirst = keepFirst;
    }

    @Override
    public void member(RegoValue[] path, RegoValue member, Span place) {
        throw new IllegalStateException("an object has no members");
    }

    @Override
    public void entry(RegoValue[] path, RegoValue value, Span place) {
        RegoValue old = entries.put(path[0], value);
        if (old != null && !old.equals(value)) {
            throw Conflicts.key(path[0], old, value, place);
        }
        if (old != null && keepFirst) {
            entries.put(path[0], old);
        }
        last = place;
        meter.size(entries.size(), place);
    }

    @Override
    public RegoValue build() {
        return meter.weigh(entries.build(), last);
    }
}
