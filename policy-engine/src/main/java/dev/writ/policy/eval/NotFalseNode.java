package dev.writ.policy.eval;

/** Fails on false. */
record NotFalseNode(Source source) implements Node {
    @Override
    public Flow run(Frame frame) {
        return source.read(frame).isTrue() ? Flow.NEXT : Flow.FAIL;
    }
}
