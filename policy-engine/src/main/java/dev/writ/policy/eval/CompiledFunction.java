package dev.writ.policy.eval;

import dev.writ.policy.ir.Function;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.runtime.Memo;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** A function, ready to be called by any number of threads. */
abstract class CompiledFunction {

    private final int id;
    private final String name;
    private final List<RegoValue> path;
    private final int parameters;
    private final int slots;
    private final boolean memoised;
    private final Span span;
    final int collectors;

    CompiledFunction(Function function) {
        this.id = function.id();
        this.name = function.name();
        this.path = function.path();
        this.parameters = function.parameters();
        this.slots = function.slots();
        this.memoised = function.memoised();
        this.span = function.span();
        this.collectors = function.collectors();
    }

    /** Computes the result; the frame's first slots hold the arguments. */
    abstract Maybe compute(Frame frame);

    /** Slots for a call; the caller writes the arguments into the first ones. */
    final RegoValue[] newSlots() {
        return new RegoValue[slots];
    }

    /** Calls the function, or takes its result from the memo. */
    final Maybe call(Execution execution, Scope scope, RegoValue[] frameSlots) {
        return parameters == 0 ? document(execution, scope, frameSlots) : function(execution, scope, frameSlots);
    }

    private Maybe document(Execution execution, Scope scope, RegoValue[] frameSlots) {
        if (scope.hidesAnything() && scope.hides(path)) {
            return Lookups.path(scope.data(), path);
        }
        Memo memo = scope.memo();
        Maybe known = memo.document(id);
        if (known != null) {
            return known;
        }
        Maybe result = run(execution, scope, frameSlots);
        memo.keepDocument(id, result);
        return result;
    }

    private Maybe function(Execution execution, Scope scope, RegoValue[] frameSlots) {
        if (!memoised) {
            return run(execution, scope, frameSlots);
        }
        Memo memo = scope.memo();
        Maybe known = memo.call(id, frameSlots, parameters);
        if (known != null) {
            return known;
        }
        Maybe result = run(execution, scope, frameSlots);
        memo.keepCall(id, frameSlots, parameters, result);
        return result;
    }

    private Maybe run(Execution execution, Scope scope, RegoValue[] frameSlots) {
        execution.meter().enter(name, span);
        Maybe result = compute(new Frame(execution, scope, frameSlots, collectors));
        execution.meter().leave();
        return result;
    }

    /** The path of the document or function below {@code data}. */
    final List<RegoValue> path() {
        return path;
    }

    /** How many arguments it takes. */
    final int parameters() {
        return parameters;
    }
}
