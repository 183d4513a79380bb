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
        Sources arguments,
        CompiledProgram program,
        Span span)
        implements Node {

    @Override
    public Flow run(Frame frame) {
        Mock mock = frame.scope.mocksAnything() ? frame.scope.mock(name) : null;
        Maybe result = mock != null ? program.mocked(mock, arguments.readAll(frame), frame, span) : call(frame);
        if (result instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }

    private Maybe call(Frame frame) {
        return switch (builtin) {
            case Builtin.Unary unary ->
                BuiltinCalls.call(frame.execution, name.name(), unary, arguments.read(0, frame), span);
            case Builtin.Binary binary ->
                BuiltinCalls.call(
                        frame.execution, name.name(), binary, arguments.read(0, frame), arguments.read(1, frame), span);
            case Builtin.Nullary ignored -> callWithList(frame);
            case Builtin.Ternary ignored -> callWithList(frame);
            case Builtin.Quaternary ignored -> callWithList(frame);
            case Builtin.Relation ignored -> callWithList(frame);
        };
    }

    private Maybe callWithList(Frame frame) {
        return BuiltinCalls.call(frame.execution, name.name(), builtin, List.of(arguments.readAll(frame)), span);
    }
}
