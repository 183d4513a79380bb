package dev.writ.policy.eval;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.runtime.Documents;
import dev.writ.policy.runtime.RuleCalls;
import dev.writ.policy.value.RegoValue;

/** A whole document of base data and rules. */
record ExtentNode(int target, DocumentNode node, RuleCalls rules) implements Node {
    @Override
    public Flow run(Frame frame) {
        if (Documents.extent(node, rules, frame.execution, frame.scope) instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
