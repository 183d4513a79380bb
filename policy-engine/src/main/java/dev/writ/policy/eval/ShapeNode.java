package dev.writ.policy.eval;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** Fails unless the value is an array, or an object, of one size: the first step of taking it apart. */
record ShapeNode(Source source, boolean array, int size) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoValue value = source.read(frame);
        boolean fits = array
                ? value instanceof RegoArray items && items.size() == size
                : value instanceof RegoObject object && object.size() == size;
        return fits ? Flow.NEXT : Flow.FAIL;
    }
}
