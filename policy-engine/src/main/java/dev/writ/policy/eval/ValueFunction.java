package dev.writ.policy.eval;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.ir.Function;
import dev.writ.policy.value.Maybe;
import org.jspecify.annotations.Nullable;

/** A function with at most one value: a complete rule, a user function, one key of a set or object. */
final class ValueFunction extends CompiledFunction {

    private final Clauses clauses;
    private final boolean stopAtFirst;
    private final @Nullable Node fallback;

    ValueFunction(Function function, NodeCompiler compiler) {
        super(function);
        this.clauses = Clauses.of(function, compiler);
        this.stopAtFirst = function.stopAtFirst();
        this.fallback = function.fallback().map(compiler::block).orElse(null);
    }

    @Override
    Maybe compute(Frame frame) {
        clauses.run(frame, stopAtFirst);
        if (frame.result == UNDEFINED && fallback != null) {
            fallback.run(frame);
        }
        return frame.result;
    }
}
