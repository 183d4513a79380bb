package dev.writ.policy.eval;

import dev.writ.policy.value.RegoArray;

/** Makes an array. */
record MakeArrayNode(int target, Source[] items) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = RegoArray.wrap(Source.readAll(items, frame));
        return Flow.NEXT;
    }
}
