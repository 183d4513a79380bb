package dev.writ.policy;

import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.ir.Function;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.plan.Planner;

/** Takes a query from text to IR, against the program of one engine. */
record QueryCompiler(PlannedProgram program, ParseOptions options) {

    /** A query that can be run: what is known of its columns, and its function. */
    record Compiled(CheckedQuery checked, Function function, long parseNanos) {}

    Compiled compile(Query query) {
        PlannedProgram.AskedQuery asked = program.query(query, options);
        return Nesting.bounded(() -> {
            Planner.PlannedQuery planned = program.planner().query(asked.checked());
            Function function = planned.function();
            if (function == null) {
                throw new PolicyException(planned.diagnostics());
            }
            return new Compiled(asked.checked(), function, asked.parseNanos());
        });
    }
}
