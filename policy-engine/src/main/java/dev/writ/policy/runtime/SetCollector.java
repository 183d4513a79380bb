package dev.writ.policy.runtime;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/** Collects members. */
final class SetCollector implements Collector {

    private final RegoSet.Builder members = RegoSet.builder();
    private final Meter meter;
    private @Nullable Span last;

    SetCollector(Meter meter) {
        this.meter = meter;
    }

    @Override
    public void member(RegoValue[] path, RegoValue member, Span place) {
        members.add(member);
        last = place;
        meter.size(members.size(), place);
    }

    @Override
    public void entry(RegoValue[] path, RegoValue value, Span place) {
        throw new IllegalStateException("a set has no keys");
    }

    @Override
    public RegoValue build() {
        return meter.weigh(members.build(), last);
    }
}
