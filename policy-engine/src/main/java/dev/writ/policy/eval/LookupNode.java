package dev.writ.policy.eval;

import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;

/** {@code source[key]} with a key that is computed. */
record LookupNode(int target, Source source, Source key, boolean stored) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoValue container = source.read(frame);
        RegoValue wanted = key.read(frame);
        Maybe found = stored ? Lookups.stored(container, wanted) : Lookups.lookup(container, wanted);
        if (found instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
