package dev.writ.policy;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.check.Checked;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.eval.CompiledProgram;
import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Arrays;
import java.util.List;

/**
 * The engine that runs policies in this process, in pure Java.
 *
 * <p>All that can be known before an input is there is done when it is made: parsing, checking, planning, compiling.
 * What is made is immutable, so that any number of threads evaluate at once; each evaluation has state of its own.
 */
public final class NativePolicyEngine implements PolicyEngine {

    private static final int PATTERNS = 2_000;

    private final Planner planner;
    private final CompiledProgram program;
    private final NativeRun run;
    private final QueryCompiler queries;
    private final String revision;

    private NativePolicyEngine(
            Planner planner, CompiledProgram program, NativeRun run, QueryCompiler queries, String revision) {
        this.planner = planner;
        this.program = program;
        this.run = run;
        this.queries = queries;
        this.revision = revision;
    }

    /** Checks a query against the program of the engine. */
    @FunctionalInterface
    public interface QueryCompiler {

        /** The checked query, or its errors. */
        Checked<CheckedQuery> check(Query query);
    }

    /**
     * An engine for a checked program.
     *
     * @param program the policies
     * @param data the base documents
     * @param builtins the built-in functions with which the program was checked
     * @param queries checks queries against the program
     * @param revision what {@link #revision} says
     * @throws PolicyException if the program uses what this engine cannot run
     */
    public static NativePolicyEngine of(
            CheckedProgram program, RegoObject data, BuiltinRegistry builtins, QueryCompiler queries, String revision) {
        Planner planner = Planner.plan(program, builtins);
        if (!planner.diagnostics().isEmpty()) {
            throw new PolicyException(planner.diagnostics());
        }
        CompiledProgram compiled = CompiledProgram.of(
                planner.program(),
                name -> builtins.implementation(name)
                        .orElseThrow(() -> new IllegalStateException("`" + name + "` has no implementation")));
        return new NativePolicyEngine(
                planner, compiled, new NativeRun(data, new PatternCache(PATTERNS)), queries, revision);
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public PreparedPolicy prepare(String entrypoint) {
        List<RegoValue> path = Arrays.stream(entrypoint.split("/", -1))
                .<RegoValue>map(RegoString::of)
                .toList();
        DocumentNode node = planner.program().documents();
        int depth = 0;
        while (depth < path.size() && node.function().isEmpty()) {
            DocumentNode child = node.children().get(path.get(depth));
            if (child == null) {
                throw unknown(entrypoint);
            }
            node = child;
            depth++;
        }
        return new NativePreparedPolicy(entrypoint, node, path.subList(depth, path.size()), program, run);
    }

    private static PolicyException unknown(String entrypoint) {
        return new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.COMPILE,
                null,
                "no rule is at `" + entrypoint + "`",
                "give the path of a package or rule below `data`, with slashes, as in `writ/access/decision`")));
    }

    @Override
    public PreparedQuery prepareQuery(Query query) {
        Checked<CheckedQuery> checked = queries.check(query);
        CheckedQuery valid = checked.result();
        if (valid == null) {
            throw new PolicyException(checked.diagnostics());
        }
        Planner.PlannedQuery planned = planner.query(valid);
        if (planned.function() == null) {
            throw new PolicyException(planned.diagnostics());
        }
        return new NativePreparedQuery(valid, program.query(planned.function()), run);
    }

    @Override
    public void close() {
        // nothing is held that the collector does not release
    }
}
