package dev.writ.policy.eval;

import java.util.List;

/** Fails unless one of the blocks has a solution. */
record AnyOfNode(List<Node> blocks) implements Node {
    @Override
    public Flow run(Frame frame) {
        for (Node block : blocks) {
            if (block.run(frame) == Flow.DONE) {
                return Flow.NEXT;
            }
        }
        return Flow.FAIL;
    }
}
