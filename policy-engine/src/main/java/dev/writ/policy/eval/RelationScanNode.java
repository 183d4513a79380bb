package dev.writ.policy.eval;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.runtime.BuiltinCalls;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.function.Predicate;

/** The rows of a relation such as {@code walk}. */
record RelationScanNode(int target, String name, Builtin.Relation relation, Source operand, Node body, Span span)
        implements Node {

    @Override
    public Flow run(Frame frame) {
        Body visitor = new Body(frame);
        BuiltinCalls.each(frame.execution, name, relation, operand.read(frame), visitor, span);
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
            frame.meter.step(span);
            frame.slots[target] = value;
            done = body.run(frame) == Flow.DONE;
            return !done;
        }
    }
}
