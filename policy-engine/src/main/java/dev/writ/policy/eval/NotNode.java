package dev.writ.policy.eval;

/** Fails when the block has a solution. */
record NotNode(Node block) implements Node {
    @Override
    public Flow run(Frame frame) {
        return block.run(frame) == Flow.DONE ? Flow.FAIL : Flow.NEXT;
    }
}
