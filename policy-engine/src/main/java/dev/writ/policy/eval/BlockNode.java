package dev.writ.policy.eval;

import java.util.List;

/** Statements in order. */
final class BlockNode implements Node {

    private final Node[] statements;

    BlockNode(List<Node> statements) {
        this.statements = statements.toArray(new Node[0]);
    }

    @Override
    public Flow run(Frame frame) {
        for (Node statement : statements) {
            Flow flow = statement.run(frame);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }
}
