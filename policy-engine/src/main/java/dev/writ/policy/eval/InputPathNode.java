package dev.writ.policy.eval;

import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;

/** A constant path below the input. */
record InputPathNode(int target, KeyPath path) implements Node {
    @Override
    public Flow run(Frame frame) {
        Maybe found = path.follow(frame.scope.input());
        if (found instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
