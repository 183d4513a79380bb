package dev.writ.policy.eval;

import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** {@code source.key} with a constant key. */
record LookupConstantNode(int target, Source source, KeyCache key) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoValue container = source.read(frame);
        Maybe found = container instanceof RegoObject object
                ? Lookups.orUndefined(key.get(object))
                : Lookups.lookup(container, key.key());
        if (found instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
