package dev.writ.policy;

import dev.writ.policy.ast.Module;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.check.Checked;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.Checker;
import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Program;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The engine that runs policies in this process, in pure Java.
 *
 * <p>All that can be known before an input is there is done when it is made: parsing, checking, planning, compiling.
 * What is made is immutable, so that any number of threads evaluate at once; each evaluation has state of its own.
 */
public final class NativePolicyEngine implements PolicyEngine {

    private static final int PATTERNS = 2_000;

    private final QueryCompiler queries;
    private final Program plan;
    private final NativePrograms programs;
    private final NativeRun run;
    private final String revision;

    private NativePolicyEngine(
            QueryCompiler queries, Program plan, NativePrograms programs, NativeRun run, String revision) {
        this.queries = queries;
        this.plan = plan;
        this.programs = programs;
        this.run = run;
        this.revision = revision;
    }

    /**
     * An engine for sources.
     *
     * @param sources the modules; their names should differ
     * @param data the base documents
     * @throws PolicyException if the sources have errors, or use what this engine cannot run
     */
    public static NativePolicyEngine create(Collection<SourceFile> sources, RegoObject data, EngineOptions options) {
        String revision = options.revision().orElseGet(() -> Sources.digest(sources, data));
        return of(
                Nesting.bounded(() -> Sources.modules(sources, options.parse())), data, options.withRevision(revision));
    }

    /**
     * An engine for modules that were read before.
     *
     * @param modules the modules; the names of their files should differ
     * @param data the base documents
     * @param options must say what the revision is
     * @throws PolicyException if the modules have errors, or use what this engine cannot run
     */
    public static NativePolicyEngine of(Collection<Module> modules, RegoObject data, EngineOptions options) {
        String revision = options.revision().orElseThrow(() -> new IllegalArgumentException("modules need a revision"));
        Planned planned = Planned.of(modules, data, options);
        CheckedProgram program = planned.program();
        Planner planner = planned.planner();
        NativePrograms programs = new NativePrograms(
                planner.program(), options.builtins(), () -> Planner.explained(program, options.builtins()));
        return new NativePolicyEngine(
                new QueryCompiler(planned.checker(), program, planner, options.parse()),
                planner.program(),
                programs,
                new NativeRun(data, new PatternCache(PATTERNS), options.hosts()),
                revision);
    }

    /**
     * Refuses modules of which {@link #of} would make no engine, for less work than to make one.
     *
     * @throws PolicyException if the modules have errors, or use what this engine cannot run
     */
    public static void check(Collection<Module> modules, RegoObject data, EngineOptions options) {
        Planned.of(modules, data, options);
    }

    /** Modules without errors, ready to be compiled. */
    private record Planned(Checker checker, CheckedProgram program, Planner planner) {

        static Planned of(Collection<Module> modules, RegoObject data, EngineOptions options) {
            Checker checker = Checker.create(options.builtins(), options.check());
            Checked<CheckedProgram> checked = checker.check(modules, Sources.base(data));
            CheckedProgram program = checked.result();
            if (program == null) {
                throw new PolicyException(checked.diagnostics());
            }
            Planner planner = Planner.plan(program, options.builtins());
            if (!planner.diagnostics().isEmpty()) {
                throw new PolicyException(planner.diagnostics());
            }
            return new Planned(checker, program, planner);
        }
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
        DocumentNode node = plan.documents();
        int depth = 0;
        while (depth < path.size() && node.function().isEmpty()) {
            DocumentNode child = node.children().get(path.get(depth));
            if (child == null) {
                throw unknown(entrypoint);
            }
            node = child;
            depth++;
        }
        return new NativePreparedPolicy(entrypoint, node, path.subList(depth, path.size()), programs, run);
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
        QueryCompiler.Compiled compiled = Nesting.bounded(() -> queries.compile(query));
        return new NativePreparedQuery(
                compiled.checked(),
                programs.query(compiled.checked(), compiled.function()),
                run,
                compiled.parseNanos());
    }

    @Override
    public void close() {
        // nothing is held that the collector does not release
    }
}
