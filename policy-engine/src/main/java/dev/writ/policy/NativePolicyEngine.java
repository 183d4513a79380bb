package dev.writ.policy;

import dev.writ.policy.ast.Module;
import dev.writ.policy.builtin.PatternCache;
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
        PlannedProgram planned = PlannedProgram.of(modules, data, options);
        Program plan = planned.planner().program();
        NativePrograms programs = new NativePrograms(
                plan,
                options.builtins(),
                () -> Planner.explained(planned.program(), options.builtins()),
                () -> Planner.exhaustive(planned.program(), options.builtins()));
        return new NativePolicyEngine(
                new QueryCompiler(planned, options.parse()),
                plan,
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
        PlannedProgram.of(modules, data, options);
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
        QueryCompiler.Compiled compiled = queries.compile(query);
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
