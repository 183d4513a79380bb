package dev.writ.policy.eval;

import dev.writ.policy.value.RegoValue;

/** Fails unless both are equal. */
record EqualNode(Source left, Source right) implements Node {
    @Override
    public Flow run(Frame frame) {
        RegoValue a = left.read(frame);
        RegoValue b = right.read(frame);
        return a == b || a.equals(b) ? Flow.NEXT : Flow.FAIL;
    }
}
