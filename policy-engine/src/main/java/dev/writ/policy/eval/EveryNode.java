package dev.writ.policy.eval;

import dev.writ.policy.runtime.Elements;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;

/** Fails unless the block has a solution for every element. */
record EveryNode(Source domain, int key, int value, Node block, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoValue collection = domain.read(frame);
        int size = Lookups.elements(collection);
        for (int i = 0; i < size; i++) {
            frame.meter.step(span);
            frame.slots[key] = Elements.key(collection, i);
            frame.slots[value] = Elements.element(collection, i);
            if (block.run(frame) != Flow.DONE) {
                return Flow.FAIL;
            }
        }
        return size < 0 ? Flow.FAIL : Flow.NEXT;
    }
}
