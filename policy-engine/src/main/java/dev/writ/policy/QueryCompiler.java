package dev.writ.policy;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Import;
import dev.writ.policy.check.Checked;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.Checker;
import dev.writ.policy.ir.Function;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.plan.Planner;
import java.util.List;

/** Takes a query from text to IR, against the program of one engine. */
record QueryCompiler(Checker checker, CheckedProgram program, Planner planner, ParseOptions options) {

    /** A query that can be run: what is known of its columns, and its function. */
    record Compiled(CheckedQuery checked, Function function, long parseNanos) {}

    Compiled compile(Query query) {
        List<String> packageNames =
                query.packagePath().isEmpty() ? List.of() : Sources.packageNames(query.packagePath(), options);
        long start = System.nanoTime();
        List<Import> imports = Sources.imports(query.imports(), options);
        Body body = Sources.query(query.text(), imports, options);
        long parseNanos = System.nanoTime() - start;
        Checked<CheckedQuery> checked = checker.check(program, body, packageNames, imports);
        CheckedQuery valid = checked.result();
        if (valid == null) {
            throw new PolicyException(checked.diagnostics());
        }
        Planner.PlannedQuery planned = planner.query(valid);
        Function function = planned.function();
        if (function == null) {
            throw new PolicyException(planned.diagnostics());
        }
        return new Compiled(valid, function, parseNanos);
    }
}
