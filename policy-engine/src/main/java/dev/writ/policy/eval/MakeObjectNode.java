package dev.writ.policy.eval;

import dev.writ.policy.runtime.Conflicts;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** Makes an object with keys that are computed. */
record MakeObjectNode(int target, Source[] keys, Source[] values, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoObject.Builder object = RegoObject.builder();
        for (int i = 0; i < keys.length; i++) {
            RegoValue key = keys[i].read(frame);
            RegoValue value = values[i].read(frame);
            RegoValue old = object.put(key, value);
            if (old != null && !old.equals(value)) {
                throw Conflicts.key(key, old, value, span);
            }
        }
        frame.slots[target] = object.build();
        return Flow.NEXT;
    }
}
