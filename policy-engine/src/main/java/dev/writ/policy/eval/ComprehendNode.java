package dev.writ.policy.eval;

import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.runtime.Collector;

/** A comprehension. */
record ComprehendNode(int target, CollectionKind kind, int collector, Node body) implements Node {
    @Override
    public Flow run(Frame frame) {
        Collector collection = Collector.of(kind, frame.meter);
        frame.collectors[collector] = collection;
        body.run(frame);
        frame.slots[target] = collection.build();
        return Flow.NEXT;
    }
}
