package dev.writ.policy.eval;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.FunctionKind;
import dev.writ.policy.runtime.Conflicts;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;

/** Gives the value of a complete rule or function; two that differ are a conflict. */
record YieldResultNode(Source value, boolean last, String name, FunctionKind kind, Span span) implements Node {

    static YieldResultNode of(Source value, boolean last, Function function, Span span) {
        return new YieldResultNode(value, last, function.name(), function.kind(), span);
    }

    @Override
    public Flow run(Frame frame) {
        RegoValue found = value.read(frame);
        Maybe before = frame.result;
        frame.yielded = true;
        if (before == UNDEFINED) {
            frame.result = found;
            frame.resultPlace = span;
        } else if (before instanceof RegoValue one && !one.equals(found)) {
            throw conflict(one, found, frame);
        }
        return last ? Flow.DONE : Flow.NEXT;
    }

    private EvaluationException conflict(RegoValue one, RegoValue other, Frame frame) {
        Span before = frame.resultPlace;
        Conflicts.Given first = new Conflicts.Given(one, before == null ? span : before);
        Conflicts.Given second = new Conflicts.Given(other, span);
        return switch (kind) {
            case FUNCTION -> Conflicts.function(name, first, second);
            case KEYED -> Conflicts.key(frame.slots[0], one, other, span);
            case COMPLETE, PARTIAL, QUERY -> Conflicts.rule(name, first, second);
        };
    }
}
