package dev.writ.policy.plan;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Program;
import dev.writ.policy.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plans one program, and queries against it. Immutable once made; queries may be planned by any number of threads. */
public final class Planner {

    private final FunctionTable functions;
    private final Predicate<String> isRelation;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Program program;

    private final Purpose purpose;

    private Planner(CheckedProgram checked, BuiltinRegistry builtins, Purpose purpose) {
        this.purpose = purpose;
        this.functions = new FunctionTable(checked);
        this.isRelation =
                name -> builtins.signature(name).map(BuiltinSignature::relation).orElse(false);
        FunctionPlanner planner = new FunctionPlanner(functions, isRelation, purpose);
        List<Function> planned = new ArrayList<>();
        for (FunctionTable.Entry entry : functions.entries()) {
            try {
                planned.addAll(planner.plan(entry));
            } catch (RefusedException refused) {
                diagnostics.add(refused.diagnostic());
            }
        }
        this.program = new Program(planned, functions.documents());
    }

    /** Plans a program. */
    public static Planner plan(CheckedProgram program, BuiltinRegistry builtins) {
        return new Planner(program, builtins, Purpose.RESULTS);
    }

    /** Plans a program with marks, such that an evaluation of it can be explained; all ids are the same. */
    public static Planner explained(CheckedProgram program, BuiltinRegistry builtins) {
        return new Planner(program, builtins, Purpose.EXPLANATION);
    }

    /**
     * Plans a program with marks that tries every rule and every solution, whether or not they can still change a result.
     * Results are the same, unless what is tried ends in an error or a limit.
     */
    public static Planner exhaustive(CheckedProgram program, BuiltinRegistry builtins) {
        return new Planner(program, builtins, Purpose.EVERYTHING);
    }

    /** What could not be planned; where there is anything, {@link #program} must not be used. */
    public List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /** The planned program. */
    public Program program() {
        return program;
    }

    /** Plans a query; its function has no place in the program. */
    public PlannedQuery query(CheckedQuery query) {
        try {
            return new PlannedQuery(new FunctionPlanner(functions, isRelation, purpose).plan(query), List.of());
        } catch (RefusedException refused) {
            return new PlannedQuery(null, List.of(refused.diagnostic()));
        }
    }

    /**
     * A planned query.
     *
     * @param function of kind {@code QUERY}: its rows are the bindings and then the expressions; null where there are
     *     diagnostics
     * @param diagnostics why it could not be planned
     */
    public record PlannedQuery(@Nullable Function function, List<Diagnostic> diagnostics) {}
}
