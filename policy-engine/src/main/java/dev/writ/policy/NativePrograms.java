package dev.writ.policy;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.eval.BuiltinTable;
import dev.writ.policy.eval.CompiledProgram;
import dev.writ.policy.eval.CompiledQuery;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Program;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.runtime.Explainer;
import dev.writ.policy.runtime.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program of an engine, compiled: once plainly, and once more for tracing when somebody first traces, so that
 * nobody else pays for it.
 */
final class NativePrograms {

    private final Program program;
    private final BuiltinTable builtins;
    private final CompiledProgram plain;
    private final Supplier<Planner> explanations;
    private final Supplier<Planner> everything;
    private volatile @Nullable CompiledProgram traced;
    private volatile @Nullable Explained explained;
    private volatile @Nullable Explained exhaustive;

    /** The program with marks, and what plans queries against it. */
    private record Explained(Planner planner, CompiledProgram program) {}

    NativePrograms(
            Program program, BuiltinRegistry registry, Supplier<Planner> explanations, Supplier<Planner> everything) {
        this.program = program;
        this.explanations = explanations;
        this.everything = everything;
        this.builtins = name -> registry.implementation(name)
                .orElseThrow(() -> new IllegalStateException("`" + name + "` has no implementation"));
        this.plain = CompiledProgram.of(program, builtins);
    }

    CompiledProgram forTracer(Tracer tracer) {
        Explainer explainer = tracer.explainer().orElse(null);
        return explainer != null ? marked(explainer).program() : tracer.wanted() ? traced() : plain;
    }

    private Explained marked(Explainer explainer) {
        return explainer.wantsEverything() ? exhaustive() : explained();
    }

    private Explained explained() {
        Explained known = explained;
        if (known == null) {
            known = compiled(explanations.get());
            explained = known;
        }
        return known;
    }

    private Explained exhaustive() {
        Explained known = exhaustive;
        if (known == null) {
            known = compiled(everything.get());
            exhaustive = known;
        }
        return known;
    }

    private Explained compiled(Planner planner) {
        return new Explained(planner, CompiledProgram.traced(planner.program(), builtins));
    }

    private CompiledProgram traced() {
        CompiledProgram known = traced;
        if (known == null) {
            // Two threads may both compile it; the results are alike.
            known = CompiledProgram.traced(program, builtins);
            traced = known;
        }
        return known;
    }

    Queries query(CheckedQuery query, Function function) {
        return new Queries(this, query, function, plain.query(function));
    }

    /** A query, compiled plainly; for tracing it is compiled each time. */
    record Queries(NativePrograms programs, CheckedQuery query, Function function, CompiledQuery plain) {

        CompiledQuery forTracer(Tracer tracer) {
            Explainer explainer = tracer.explainer().orElse(null);
            if (explainer != null) {
                Explained explained = programs.marked(explainer);
                Function marked = explained.planner().query(query).function();
                return explained.program().query(marked == null ? function : marked);
            }
            return tracer.wanted() ? programs.traced().query(function) : plain;
        }
    }
}
