package dev.writ.policy.eval;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.runtime.BuiltinCalls;
import dev.writ.policy.runtime.Mock;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Calls a built-in function. */
record BuiltinCallNode(
        int target,
        Substitution.Target.Builtin name,
        Builtin builtin,
        Source[] arguments,
        CompiledProgram program,
        Span span)
        implements Node {

    @Override
    public Flow run(Frame frame) {
        Mock mock = frame.scope.mocksAnything() ? frame.scope.mock(name) : null;
        Maybe result = mock != null
                ? program.mocked(mock, Source.readAll(arguments, frame), frame, span)
                : call(frame);
        if (result instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }

    private Maybe call(Frame frame) {
        return switch (builtin) {
            case Builtin.Unary unary ->
                BuiltinCalls.call(frame.execution, name.name(), unary, arguments[0].read(frame), span);
            case Builtin.Binary binary ->
                BuiltinCalls.call(
                        frame.execution,
                        name.name(),
                        binary,
                        arguments[0].read(frame),
                        arguments[1].read(frame),
                        span);
            case Builtin.Nullary _, Builtin.Ternary _, Builtin.Quaternary _, Builtin.Relation _ ->
                BuiltinCalls.call(
                        frame.execution, name.name(), builtin, List.of(Source.readAll(arguments, frame)), span);
        };
    }
}
