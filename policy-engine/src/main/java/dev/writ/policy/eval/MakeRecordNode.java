package dev.writ.policy.eval;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.ObjectShape;
import dev.writ.policy.value.RegoObject;

/** Makes an object with constant keys that differ: all objects of this node share their shape. */
record MakeRecordNode(int target, ObjectShape shape, Sources values, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.slots[target] = frame.meter.weigh(RegoObject.of(shape, values.readAll(frame)), span);
        return Flow.NEXT;
    }
}
