package dev.writ.policy.eval;

import dev.writ.policy.runtime.Conflicts;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** Makes an object with keys that are computed. */
record MakeObjectNode(int target, Sources keys, Sources values, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoObject.Builder object = RegoObject.builder();
        for (int i = 0; i < keys.size(); i++) {
            RegoValue key = keys.read(i, frame);
            RegoValue value = values.read(i, frame);
            RegoValue old = object.put(key, value);
            if (old != null && !old.equals(value)) {
                throw Conflicts.key(key, old, value, span);
            }
        }
        frame.slots[target] = object.build();
        return Flow.NEXT;
    }
}
