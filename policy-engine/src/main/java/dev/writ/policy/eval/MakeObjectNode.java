package dev.writ.policy.eval;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;

/** Makes an object with keys that are computed; of equal keys the last one counts. */
record MakeObjectNode(int target, Sources keys, Sources values, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoObject.Builder object = RegoObject.builder();
        for (int i = 0; i < keys.size(); i++) {
            object.put(keys.read(i, frame), values.read(i, frame));
        }
        frame.slots[target] = frame.meter.weigh(object.build(), span);
        return Flow.NEXT;
    }
}
