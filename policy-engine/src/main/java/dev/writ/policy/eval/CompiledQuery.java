package dev.writ.policy.eval;

import dev.writ.policy.ir.Function;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** A query, ready to run against the program that it was compiled for. For use by any number of threads. */
public final class CompiledQuery {

    private final Clauses clauses;
    private final int slots;
    private final int collectors;

    CompiledQuery(Function function, NodeCompiler compiler) {
        this.clauses = Clauses.of(function, compiler);
        this.slots = function.slots();
        this.collectors = function.collectors();
    }

    /** All results: each row holds the bindings and then the expressions. */
    public List<RegoValue[]> run(Execution execution, Scope scope) {
        Frame frame = new Frame(execution, scope, new RegoValue[slots], collectors);
        clauses.run(frame, false);
        return frame.rows;
    }
}
