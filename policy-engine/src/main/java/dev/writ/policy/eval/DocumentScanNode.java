package dev.writ.policy.eval;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Step;
import dev.writ.policy.runtime.DocumentScan;
import dev.writ.policy.runtime.RuleCalls;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Predicate;

/** A path with open steps through rules and base data. */
record DocumentScanNode(int target, DocumentNode node, List<Step> steps, Node body, RuleCalls rules, Span span)
        implements Node {

    @Override
    public Flow run(Frame frame) {
        Body visitor = new Body(frame);
        new DocumentScan(rules, frame.execution, frame.scope, steps, frame.slots, visitor, span).run(node);
        return visitor.done ? Flow.DONE : Flow.FAIL;
    }

    private final class Body implements Predicate<RegoValue> {
        private final Frame frame;
        private boolean done;

        Body(Frame frame) {
            this.frame = frame;
        }

        @Override
        public boolean test(RegoValue value) {
            frame.slots[target] = value;
            done = body.run(frame) == Flow.DONE;
            return !done;
        }
    }
}
