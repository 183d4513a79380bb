package dev.writ.policy.eval;

import dev.writ.policy.ir.Function;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.Undefined;

/** A query: its results are the frame's rows. */
final class QueryFunction extends CompiledFunction {

    private final Clauses clauses;

    QueryFunction(Function function, NodeCompiler compiler) {
        super(function);
        this.clauses = Clauses.of(function, compiler);
    }

    @Override
    Maybe compute(Frame frame) {
        clauses.run(frame, false);
        return Undefined.UNDEFINED;
    }
}
