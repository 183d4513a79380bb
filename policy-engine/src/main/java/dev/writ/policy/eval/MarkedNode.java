package dev.writ.policy.eval;

import dev.writ.policy.ir.Mark;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;

/** Tells the explainer that evaluation is here. Only programs that are planned for explanations have such nodes. */
record MarkedNode(Mark mark, Node body) implements Node {

    @Override
    public Flow run(Frame frame) {
        Explainer explainer = frame.execution.tracer().explainer().orElse(null);
        if (explainer == null) {
            return body.run(frame);
        }
        Explainer.View view = shown -> value(shown, frame);
        switch (mark.kind()) {
            case RULE, BODY -> explainer.enter(mark, view);
            case EXPRESSION -> explainer.expression(mark, view);
            case HOLDS -> explainer.holds(mark);
            case SOLUTION, THROUGH -> explainer.exit(mark, view);
        }
        Flow flow = body.run(frame);
        switch (mark.kind()) {
            case RULE, BODY -> explainer.leave(mark);
            case EXPRESSION -> explainer.left(mark, view);
            case HOLDS -> explainer.redo(mark, view);
            case SOLUTION -> explainer.again(mark, view);
            case THROUGH -> {}
        }
        return flow;
    }

    private static Maybe value(Mark.Shown shown, Frame frame) {
        Maybe value = switch (shown.head()) {
            case Mark.Head.Input ignored -> frame.scope.input();
            case Mark.Head.Value head -> read(head.operand(), frame);
        };
        for (Operand key : shown.path()) {
            if (!(value instanceof RegoValue container) || !(read(key, frame) instanceof RegoValue operand)) {
                return Undefined.UNDEFINED;
            }
            value = Lookups.lookup(container, operand);
        }
        return value;
    }

    private static Maybe read(Operand operand, Frame frame) {
        return Lookups.orUndefined(Source.of(operand).read(frame));
    }
}
