package dev.writ.policy.eval;

import dev.writ.policy.value.RegoSet;

/** Makes a set. */
record MakeSetNode(int target, Sources items) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = RegoSet.of(items.readAll(frame));
        return Flow.NEXT;
    }
}
