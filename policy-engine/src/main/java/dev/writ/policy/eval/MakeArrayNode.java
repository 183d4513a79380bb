package dev.writ.policy.eval;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;

/** Makes an array. */
record MakeArrayNode(int target, Sources items, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = frame.meter.weigh(RegoArray.wrap(items.readAll(frame)), span);
        return Flow.NEXT;
    }
}
