package dev.writ.policy.eval;

import java.util.List;

/** Fails unless each block has a solution. */
record AllOfNode(List<Node> blocks) implements Node {
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
