package dev.writ.policy.runtime;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects items in the order in which they come. */
final class ArrayCollector implements Collector {

    private final List<RegoValue> items = new ArrayList<>();
    private final Meter meter;
    private @Nullable Span last;

    ArrayCollector(Meter meter) {
        this.meter = meter;
    }

    @Override
    public void member(RegoValue[] path, RegoValue member, Span place) {
        items.add(member);
        last = place;
        meter.size(items.size(), place);
    }

    @Override
    public void entry(RegoValue[] path, RegoValue value, Span place) {
        throw new IllegalStateException("an array has no keys");
    }

    @Override
    public RegoValue build() {
        return meter.weigh(RegoArray.of(items), last);
    }
}
