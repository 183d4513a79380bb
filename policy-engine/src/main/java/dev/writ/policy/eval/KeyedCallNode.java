package dev.writ.policy.eval;

import dev.writ.policy.runtime.RuleCalls;
import dev.writ.policy.value.RegoValue;

/** Looks one key of a partial rule up. */
record KeyedCallNode(int target, int function, Source key, RuleCalls rules) implements Node {
    @Override
    public Flow run(Frame frame) {
        if (rules.keyed(function, key.read(frame), frame.execution, frame.scope) instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
