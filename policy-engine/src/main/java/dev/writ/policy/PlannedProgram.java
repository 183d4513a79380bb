package dev.writ.policy;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.check.Checked;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.Checker;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.value.RegoObject;
import java.util.Collection;
import java.util.List;

/**
 * Modules without errors and their plan: what evaluation, partial evaluation and the export of plans begin with.
 *
 * @param checker checks what is asked of the program
 * @param program the checked modules
 * @param planner has planned them, and plans what is asked of them
 */
public record PlannedProgram(Checker checker, CheckedProgram program, Planner planner) {

    /**
     * Checks and plans.
     *
     * @param data the base documents
     * @throws PolicyException if the modules have errors, or use what cannot be run
     */
    public static PlannedProgram of(Collection<Module> modules, RegoObject data, EngineOptions options) {
        return Nesting.bounded(() -> {
            Checker checker = Checker.create(options.builtins(), options.check());
            CheckedProgram program = valid(checker.check(modules, Sources.base(data)));
            Planner planner = Planner.plan(program, options.builtins());
            if (!planner.diagnostics().isEmpty()) {
                throw new PolicyException(planner.diagnostics());
            }
            return new PlannedProgram(checker, program, planner);
        });
    }

    /**
     * A query that was read and checked against the program.
     *
     * @param checked what is known of it
     * @param parseNanos how long the reading took
     */
    public record AskedQuery(CheckedQuery checked, long parseNanos) {}

    /**
     * Reads and checks a query.
     *
     * @throws PolicyException if it has errors
     */
    public AskedQuery query(Query query, ParseOptions options) {
        return Nesting.bounded(() -> {
            List<String> packageNames =
                    query.packagePath().isEmpty() ? List.of() : Sources.packageNames(query.packagePath(), options);
            long start = System.nanoTime();
            List<Import> imports = Sources.imports(query.imports(), options);
            Body body = Sources.query(query.text(), imports, options);
            long parseNanos = System.nanoTime() - start;
            return new AskedQuery(valid(checker.check(program, body, packageNames, imports)), parseNanos);
        });
    }

    private static <T> T valid(Checked<T> checked) {
        T result = checked.result();
        if (result == null) {
            throw new PolicyException(checked.diagnostics());
        }
        return result;
    }
}
