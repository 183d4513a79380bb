package dev.writ.policy.eval;

import dev.writ.policy.value.RegoArray;

/** Makes an array. */
record MakeArrayNode(int target, Sources items) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = RegoArray.wrap(items.readAll(frame));
        return Flow.NEXT;
    }
}
