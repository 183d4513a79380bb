package dev.writ.policy.eval;

/** Fails unless each block has a solution. */
record AllOfNode(Node[] blocks) implements Node {
    @Override
    public Flow run(Frame frame) {
        for (Node block : blocks) {
            if (block.run(frame) != Flow.DONE) {
                return Flow.FAIL;
            }
        }
        return Flow.NEXT;
    }
}
