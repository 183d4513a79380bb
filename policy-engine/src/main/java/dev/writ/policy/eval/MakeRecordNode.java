package dev.writ.policy.eval;

import dev.writ.policy.value.ObjectShape;
import dev.writ.policy.value.RegoObject;

/** Makes an object with constant keys that differ: all objects of this node share their shape. */
record MakeRecordNode(int target, ObjectShape shape, Sources values) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = RegoObject.of(shape, values.readAll(frame));
        return Flow.NEXT;
    }
}
