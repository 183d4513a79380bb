package dev.writ.policy.eval;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoSet;

/** Makes a set. */
record MakeSetNode(int target, Sources items, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = frame.meter.weigh(RegoSet.of(items.readAll(frame)), span);
        return Flow.NEXT;
    }
}
