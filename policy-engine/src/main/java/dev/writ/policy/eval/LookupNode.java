package dev.writ.policy.eval;

import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.RegoValue;

/** {@code source[key]} with a key that is computed. */
record LookupNode(int target, Source source, Source key) implements Node {
    @Override
    public Flow run(Frame frame) {
        if (Lookups.lookup(source.read(frame), key.read(frame)) instanceof RegoValue found) {
            frame.slots[target] = found;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
