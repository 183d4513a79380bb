package dev.writ.policy.eval;

import dev.writ.policy.ir.Substitution;
import dev.writ.policy.runtime.Mock;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;

/** Calls a rule or a user function. */
record FunctionCallNode(int target, int function, Sources arguments, CompiledProgram program, Span span)
        implements Node {

    @Override
    public Flow run(Frame frame) {
        CompiledFunction callee = program.function(function);
        Maybe result;
        Mock mock = frame.scope.mocksAnything() ? frame.scope.mock(new Substitution.Target.User(function)) : null;
        if (mock != null) {
            result = program.mocked(mock, arguments.readAll(frame), frame, span);
        } else {
            RegoValue[] slots = callee.newSlots();
            arguments.readInto(slots, frame);
            result = callee.call(frame.execution, frame.scope, slots);
        }
        if (result instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
