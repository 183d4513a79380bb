package dev.writ.policy.eval;

import dev.writ.policy.ir.Function;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
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
        List<RegoValue[]> rows = new ArrayList<>();
        clauses.run(new Frame(execution, scope, new RegoValue[slots], collectors, rows), false);
        return rows;
    }
}
