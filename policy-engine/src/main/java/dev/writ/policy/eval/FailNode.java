package dev.writ.policy.eval;

/** Always fails. */
record FailNode() implements Node {
    @Override
    public Flow run(Frame frame) {
        return Flow.FAIL;
    }
}
