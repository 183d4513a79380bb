package dev.writ.policy.eval;

/** Fails unless both are equal. */
record EqualNode(Source left, Source right) implements Node {
    @Override
    public Flow run(Frame frame) {
        return left.read(frame).equals(right.read(frame)) ? Flow.NEXT : Flow.FAIL;
    }
}
